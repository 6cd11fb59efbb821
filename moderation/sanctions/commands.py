"""Ask something of a member, agree, lift; the columns on the member follow."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Update, update
from sqlalchemy.exc import IntegrityError

from accounts.commands import sign_out_everywhere
from accounts.models import Member
from foundation import audit, outbox
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid, NotAllowed
from foundation.facts import tell
from foundation.language import _l
from moderation.measures import ladder
from moderation.measures.ladder import LADDER, Measure
from moderation.sanctions import queries
from moderation.sanctions.facts import SanctionBegan, SanctionLifted
from moderation.sanctions.models import About, Sanction

SECOND_PERSON_FROM = 12
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
OVER = "moderation.sanction_over"
LASTS = {rung.measure.value: rung.lasts for rung in LADDER} | {"no_reports": timedelta(days=30)}
GRAVE = (Measure.SUSPENSION.value, Measure.TERMINATION.value)


class NothingCalledFor(Conflict):
    """The points are below the first rung."""

    message = _l("The points of this member call for nothing any more. They fade by half every ninety days.")


class TooHigh(Invalid):
    """Nobody is asked for more than the points call for."""

    field = "measure"
    message = _l("The points do not call for this much. Choose what they call for, or less.")


class WarnFirst(Invalid):
    """Nobody is suspended without a warning."""

    field = "measure"
    message = _l("This member has never been warned. Send a notice first.")


class WhyNeeded(Invalid):
    """A measure has a reason."""

    field = "reason"
    message = _l("Write why: the member reads it.")


class WaitsAlready(Conflict):
    """One measure at a time."""

    message = _l("A measure about this member waits for a second person already.")


class AnsweredAlready(Conflict):
    """A colleague confirmed or declined it."""

    message = _l("A colleague has answered this meanwhile. Reload the page to see how.")


def ask(member: Member, by: Member, measure: str, reason: str) -> Sanction:
    """Ask a measure of a member, at most what the points call for; from twelve up it waits for a second person."""
    points = queries.height_of(member.id)
    called = ladder.rung_at(points)
    _check(member, by, measure, reason, called)
    assert called is not None
    asked = Sanction(
        member_id=member.id,
        measure=measure,
        called_for=called.measure.value,
        points=points,
        reason=reason.strip(),
        proposed_by_id=by.id,
    )
    _write(asked)
    audit.note(by.id, "moderation.sanction.asked", ("member", member.id), after=_told(asked))
    if measure != "none" and points < SECOND_PERSON_FROM:
        begin(asked)
    return asked


def _write(asked: Sanction) -> None:
    """Add it, unless another one came at the same moment: the database takes one that waits."""
    try:
        with db.session.begin_nested():
            db.session.add(asked)
    except IntegrityError as at_once:
        raise WaitsAlready from at_once


def confirm(asked: Sanction, by: Member) -> None:
    """Agree as the second person: it begins now."""
    if not asked.waits:
        raise AnsweredAlready
    if asked.proposed_by_id == by.id:
        raise NotAllowed
    answer = (Sanction.id == asked.id, Sanction.confirmed_by_id.is_(None), Sanction.declined_at.is_(None))
    _once(update(Sanction).where(*answer).values(confirmed_by_id=by.id, confirmed_at=now()), asked)
    audit.note(by.id, "moderation.sanction.confirmed", ("member", asked.member_id), after=_told(asked))
    begin(asked)


def decline(asked: Sanction, by: Member) -> None:
    """Disagree as the second person: nothing begins."""
    if not asked.waits:
        raise AnsweredAlready
    answer = (Sanction.id == asked.id, Sanction.begins_at.is_(None), Sanction.declined_at.is_(None))
    _once(update(Sanction).where(*answer).values(declined_by_id=by.id, declined_at=now()), asked)
    audit.note(by.id, "moderation.sanction.declined", ("member", asked.member_id), after=_told(asked))


def begin(sanction: Sanction) -> None:
    """Let a measure hold from now on, and tell whom it concerns."""
    lasts = LASTS[sanction.measure]
    sanction.begins_at = now()
    sanction.ends_at = sanction.begins_at + lasts if lasts is not None else None
    db.session.flush()
    settle(sanction.member_id)
    audit.note(
        sanction.proposed_by_id,
        "moderation.sanction.begun",
        ("member", sanction.member_id),
        after=_told(sanction),
    )
    if sanction.measure in GRAVE:
        sign_out_everywhere(db.session.get_one(Member, sanction.member_id))
    if sanction.ends_at is not None and lasts:
        told = {"sanction_id": sanction.id}
        outbox.enqueue(OVER, told, key=f"sanction-over-{sanction.id}", run_at=sanction.ends_at)
    tell(SanctionBegan(sanction.id, sanction.member_id))


def lift(sanction: Sanction, by: Member | None, because: str) -> None:
    """End a measure before its time."""
    if sanction.lifted_at is not None:
        return
    if by is not None and not because.strip():
        raise WhyNeeded
    sanction.lifted_at, sanction.lifted_by_id = now(), by.id if by else None
    sanction.lifted_because = because.strip()
    db.session.flush()
    audit.note(
        by.id if by else None, "moderation.sanction.lifted", ("member", sanction.member_id), _told(sanction)
    )
    settle(sanction.member_id)
    tell(SanctionLifted(sanction.id, sanction.member_id))


def settle(member_id: int) -> None:
    """Bring the three dates on the member in line with what is in force."""
    member = db.session.get_one(Member, member_id)
    until: dict[str, datetime] = {}
    for one in queries.in_force(member_id):
        until[one.measure] = max(until.get(one.measure, one.ends_at or FOREVER), one.ends_at or FOREVER)
    member.probation_until = until.get(Measure.PRE_MODERATION.value)
    member.read_only_until = until.get(Measure.READ_ONLY.value)
    shut = [until[measure] for measure in GRAVE if measure in until]
    member.suspended_until = max(shut, default=None)


def warn_reporter(member_id: int) -> Sanction:
    """Tell somebody that their reports are manifestly unfounded; their weight is nothing already."""
    given = Sanction(member_id=member_id, about=About.REPORTING.value, measure="notice", called_for="notice")
    db.session.add(given)
    db.session.flush()
    begin(given)
    return given


def ask_of_reporter(member: Member, by: Member, measure: str, reason: str) -> Sanction:
    """Ask somebody who was warned to report nothing for a month; a suspension is the last step, and takes two."""
    if measure not in ("no_reports", Measure.SUSPENSION.value):
        raise TooHigh
    if not reason.strip():
        raise WhyNeeded
    if not queries.was_warned(member.id, About.REPORTING):
        raise WarnFirst
    if queries.waiting_for(member.id, About.REPORTING):
        raise WaitsAlready
    asked = Sanction(
        member_id=member.id,
        about=About.REPORTING.value,
        measure=measure,
        called_for=measure,
        reason=reason.strip(),
        proposed_by_id=by.id,
    )
    _write(asked)
    audit.note(by.id, "moderation.sanction.asked", ("member", member.id), after=_told(asked))
    if measure == "no_reports":
        begin(asked)
    return asked


def _check(member: Member, by: Member, measure: str, reason: str, called: ladder.Rung | None) -> None:
    if member.role.is_staff or member.id == by.id:
        raise NotAllowed
    if not reason.strip():
        raise WhyNeeded
    if called is None:
        raise NothingCalledFor
    if queries.RANK[measure] > queries.RANK[called.measure.value]:
        raise TooHigh
    if measure in GRAVE and not queries.was_warned(member.id):
        raise WarnFirst
    if queries.waiting_for(member.id) is not None:
        raise WaitsAlready
    if queries.called_for(member.id) is None:
        raise AnsweredAlready


def _once(answer: Update, asked: Sanction) -> None:
    changed = rows_changed(answer)
    db.session.refresh(asked)
    if changed != 1:
        raise AnsweredAlready


def _told(sanction: Sanction) -> dict[str, object]:
    return {
        "sanction": sanction.id,
        "measure": sanction.measure,
        "points": sanction.points,
        "about": sanction.about,
    }
