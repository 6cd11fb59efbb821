"""Every measure has its statement of reasons, like every decision about a text."""

from sqlalchemy import select

from accounts.models import Member
from foundation.database import db
from moderation.models import Decision
from moderation.reasons import Reason
from moderation.sanctions.models import About, Sanction, Strike
from moderation.sanctions.queries import strikes_of
from moderation.statements.commands import Restriction, state
from moderation.statements.models import Measure, Statement
from moderation.statements.queries import with_key

STATED = {
    "notice": Measure.WARNING,
    "pre_moderation": Measure.PRE_MODERATION,
    "read_only": Measure.READ_ONLY,
    "no_reports": Measure.REPORTS_SET_ASIDE,
    "suspension": Measure.SUSPENSION,
    "termination": Measure.TERMINATION,
}


def state_measure(sanction: Sanction, member: Member) -> Statement:
    """Say why a measure was taken, until when, and on which decisions it rests."""
    assert sanction.begins_at is not None
    alone = sanction.proposed_by_id is None
    return state(
        Restriction(
            key=key_of(sanction.id),
            member=member,
            measure=STATED[sanction.measure],
            reason=_reason(sanction),
            deciders=_deciders(sanction),
            decided_at=sanction.begins_at,
            said=(sanction.reason,) if sanction.reason else (),
            until=sanction.ends_at if sanction.measure != "notice" else None,
            automated_detection=alone,
            automated_decision=alone,
        )
    )


def _deciders(sanction: Sanction) -> list[int]:
    """Who asked and who agreed; of a notice that wrote itself, whoever took the decisions that gave the points."""
    asked = [one for one in (sanction.proposed_by_id, sanction.confirmed_by_id) if one]
    if asked or sanction.about == About.REPORTING.value:
        return asked
    counted = (
        Strike.member_id == sanction.member_id,
        Strike.removed_at.is_(None),
        Decision.by_id.is_not(None),
    )
    by = select(Decision.by_id).join(Strike, Strike.decision_id == Decision.id).where(*counted)
    return [one for one in db.session.scalars(by.distinct()) if one]


def key_of(sanction_id: int) -> str:
    """How the statement of a measure is named for ever."""
    return f"sanction-{sanction_id}"


def statements_of(sanctions: list[Sanction]) -> dict[int, int]:
    """The number of the statement of each measure that has one."""
    found = {one.id: with_key(key_of(one.id)) for one in sanctions if one.begins_at is not None}
    return {number: statement.id for number, statement in found.items() if statement is not None}


def stated_by(statement_id: int) -> Sanction | None:
    """The measure a statement is about, if it is about one."""
    statement = db.session.get(Statement, statement_id)
    kind, _dash, number = (statement.key if statement else "").partition("-")
    return db.session.get(Sanction, int(number)) if kind == "sanction" and number.isdigit() else None


def _reason(sanction: Sanction) -> Reason:
    """What the gravest of the points was given for; of reports, that they were unfounded."""
    if sanction.about == About.REPORTING.value:
        return Reason.OTHER
    given = [one for one in strikes_of(sanction.member_id) if one.given_at <= sanction.proposed_at]
    return Reason(max(given, key=lambda one: (one.points, one.given_at)).reason) if given else Reason.OTHER
