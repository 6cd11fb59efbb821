"""Screen what is written, report it, decide on it, and keep the word list."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from accounts.models import Member
from community.contributions.commands import hide, limit, publish
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.contributions.screening import Screened
from community.contributions.transitions import SCREEN, Cause
from foundation import audit, limits, outbox
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict, Invalid, NotAllowed
from foundation.facts import tell
from foundation.language import _l
from foundation.settings import current
from foundation.upsert import insert_new
from moderation import guarding
from moderation.claims.commands import release
from moderation.facts import CaseOpened
from moderation.meanings import MEANINGS
from moderation.measures.reporters import weight_of
from moderation.models import Case, Decision, Finding, Report
from moderation.queries import last_decision_about, open_case, report_of
from moderation.reasons import FAULTS, GRAVE, Because, Reason, Verdict
from moderation.reporting.queries import record_of, records_of
from moderation.sanctions import reporters
from moderation.terms.queries import current_version, version_of_screening
from moderation.urgency import weigh
from moderation.watching import Act, Found, Written, watch

TAKEN_BACK = (State.REMOVED.value, State.DRAFT.value)
STANDS = {
    Act.NOTE: State.PUBLISHED,
    Act.REVIEW: State.PUBLISHED,
    Act.LIMIT: State.LIMITED,
    Act.HOLD: State.HELD,
}
WAITS = (State.HELD.value, State.CHANGES_REQUESTED.value)
OUTCOMES = {
    Verdict.APPROVE: State.PUBLISHED,
    Verdict.LIMIT: State.LIMITED,
    Verdict.CHANGES: State.CHANGES_REQUESTED,
    Verdict.ARCHIVE: State.ARCHIVED,
}
KEPT = (
    "role",
    "reason",
    "note",
    "policy_version",
    "automated_detection",
    "automated_decision",
    "expires_at",
)
TOLD = (Because.REPORT.value, Because.NOTICE.value, Because.FLAGGER.value)
BY_PEOPLE = frozenset(
    one.value
    for one in (
        Because.REPORT,
        Because.NOTICE,
        Because.FLAGGER,
        Because.RESUBMITTED,
        Because.PRE_MODERATED,
        Because.POST_MODERATED,
        Because.NEWCOMER,
        Because.CRISIS,
        Because.PROBATION,
    )
)
CHANGES_WITHIN = timedelta(days=14)
ASIDE = (State.DRAFT.value, State.LIMITED.value)
LIFTED_BY_PEOPLE = {Verdict.CHANGES: Act.HOLD, Verdict.LIMIT: Act.LIMIT}
REPORTS_AN_HOUR = (20, timedelta(hours=1))
REOPENS_AT = 3
SETTLES = 5
TELL = "moderation.tell"


class AlreadyDecided(Conflict):
    """A colleague was faster."""

    message = _l("A colleague has decided meanwhile. What you typed is kept below.")


class TextChanged(Conflict):
    """The text before the moderator is not the text that would be decided on."""

    message = _l("The author changed the text meanwhile. Read it again; what you typed is kept.")


class TakenBack(Conflict):
    """Nothing is left to decide on."""

    message = _l("Its author has taken it back, so nothing is left to decide.")


class ReasonNeeded(Invalid):
    """Whoever is refused is told why."""

    field = "reason"
    message = _l("Choose the reason the author will read.")


def screen(contribution: Contribution) -> Screened:
    """Say whether a text is published, limited or held; what is to be read has its case in the same transaction."""
    author = db.session.get(Member, contribution.author_id) if contribution.author_id else None
    if author is not None and author.role.is_staff:
        return Screened(State.PUBLISHED)
    case, found = open_case(contribution.id), watch(Written.of(contribution, author))
    found += _sent_again(contribution)
    act = max((one.act for one in found), default=Act.NOTE)
    if act is not Act.NOTE:
        case = case or opened(contribution)
    if case is not None:
        _add(case, found, contribution.revision)
    return Screened(STANDS[act], _cause(found, act))


def _sent_again(contribution: Contribution) -> list[Found]:
    """What a person held, sent back or limited is read by a person again before that is lifted."""
    if contribution.state in WAITS:
        return [Found(Because.RESUBMITTED)]
    last = last_decision_about(contribution.id) if contribution.state in ASIDE else None
    if last is None or last.verdict not in LIFTED_BY_PEOPLE:
        return []
    return [Found(Because.RESUBMITTED, act=LIFTED_BY_PEOPLE[Verdict(last.verdict)])]


def _cause(found: list[Found], act: Act) -> Cause:
    """What the screen saw that mattered; a mode or a sending again is no detection."""
    mattered = sorted((one for one in found if one.act is act), key=lambda one: -one.severity)
    by_machine = act is not Act.NOTE and any(one.because.value not in BY_PEOPLE for one in mattered)
    return Cause(
        role=SCREEN,
        reason=mattered[0].because.value if mattered and act is not Act.NOTE else "",
        seen={"found": [_in_short(one) for one in found]} if found else {},
        policy_version=version_of_screening(),
        automated_detection=by_machine,
        automated_decision=by_machine and act >= Act.LIMIT,
    )


def _in_short(found: Found) -> list[Any]:
    """A finding as a move keeps it: why, what, what it asked for, and of a rule which version of which."""
    short = [found.because.value, found.detail, found.act.value]
    return [*short, found.seen["rule"], found.seen["version"]] if "rule" in found.seen else short


def report(contribution: Contribution, member: Member, reason: Reason, text: str) -> bool:
    """Tell the moderators what is wrong; once for each member. Answer whether it was new."""
    if report_of(member, contribution.id) is not None:
        return False
    reporters.check(member)
    limits.spend(f"report:{member.id}", *REPORTS_AN_HOUR)
    case = open_case(contribution.id)
    if case is None and _reopens(contribution, member, reason):
        case = opened(contribution)
    given = {"reason": reason.value, "text": text, "case_id": case.id if case else None}
    new = insert_new(Report, contribution_id=contribution.id, member_id=member.id, **given)
    if new and case is not None:
        gather_reports(case)
    return new


def decide(
    case: Case,
    moderator: Member,
    verdict: Verdict,
    reason: Reason | None,
    note: str,
    *,
    expected_version: int,
) -> Decision:
    """Decide once: publish, ask for changes or refuse, with the reason the author reads."""
    contribution = case.contribution
    if contribution.author_id == moderator.id:
        raise NotAllowed
    reason = _grounded(verdict, reason)
    guarding.check(contribution, moderator, verdict, reason)
    if contribution.state in TAKEN_BACK and not _is_refused(contribution):
        raise TakenBack
    _close(case, expected_version)
    before = contribution.state
    cause = Cause(
        actor_id=moderator.id,
        role=moderator.role.value,
        reason=reason.value,
        note=note,
        seen={"case": case.id},
        policy_version=current_version(),
        automated_detection=_was_detected(case),
        expires_at=now() + CHANGES_WITHIN if verdict is Verdict.CHANGES else None,
    )
    _carry_out(contribution, verdict, cause)
    decision = Decision(
        case_id=case.id,
        verdict=verdict.value,
        by_id=moderator.id,
        revision=contribution.revision,
        was=before,
        **{name: getattr(cause, name) for name in KEPT},
    )
    db.session.add(decision)
    db.session.flush()
    after = {"state": contribution.state, "reason": reason.value, "revision": decision.revision}
    thing = ("contribution", contribution.id)
    audit.note(moderator.id, f"moderation.{verdict.value}", thing, {"state": before}, after)
    told = {"decision_id": decision.id}
    outbox.enqueue(TELL, told, key=f"decided-{decision.id}", run_at=decision.decided_at + _told_after())
    return decision


def _grounded(verdict: Verdict, reason: Reason | None) -> Reason:
    """The reason that is kept: none is asked for what is no reproach."""
    if verdict is Verdict.APPROVE or (verdict is Verdict.ARCHIVE and reason is None):
        return Reason.WITHIN_RULES
    if reason not in FAULTS:
        raise ReasonNeeded
    return Reason(reason)


def _was_detected(case: Case) -> bool:
    """Whether a machine, not a person or a mode, brought it here."""
    found = (Finding.case_id == case.id, Finding.kind.not_in(BY_PEOPLE))
    return db.session.scalar(select(Finding.id).where(*found).limit(1)) is not None


def _told_after() -> timedelta:
    """A moment longer than a decision can be undone, so that an undoing in the last second has been written down."""
    seconds = current().undo_seconds
    return timedelta(seconds=seconds + SETTLES if seconds else 0)


def outcome(verdict: Verdict, was: str) -> State:
    """Where a verdict puts what stood there."""
    if verdict in OUTCOMES:
        return OUTCOMES[verdict]
    return State.REMOVED if was in (*PUBLIC_STATES, State.REMOVED.value) else State.REJECTED


def _is_refused(contribution: Contribution) -> bool:
    """Whether a moderator removed it: its author and a colleague leave it in the same state."""
    last = last_decision_about(contribution.id)
    return last is not None and last.verdict == Verdict.REJECT and contribution.state == State.REMOVED


def let_go(contribution: Contribution) -> None:
    """Close the case of what its author took back; nothing was decided."""
    case = open_case(contribution.id)
    if case is not None and contribution.state in TAKEN_BACK:
        case.closed_at = now()


def bring_up(contribution: Contribution, found: Iterable[Found]) -> Case:
    """Put what is found in a text that is published already before the moderators; it stays where it is."""
    case = open_case(contribution.id) or opened(contribution)
    _write_down(case, found, contribution.revision)
    weigh(case)
    return case


def opened(contribution: Contribution) -> Case:
    """The open case of a contribution, made unless somebody just made it."""
    new = insert_new(Case, contribution_id=contribution.id)
    case = open_case(contribution.id)
    assert case is not None
    if new:
        tell(CaseOpened(case.id, contribution.id))
    return case


def _add(case: Case, found: Iterable[Found], revision: int) -> None:
    """Let the case hold what is found in the text of now, and what people told."""
    of_text = (Finding.case_id == case.id, Finding.kind.not_in(TOLD))
    db.session.execute(delete(Finding).where(*of_text))
    _write_down(case, found, revision)
    weigh(case, step=1)


def _write_down(case: Case, found: Iterable[Found], revision: int) -> None:
    for one in found:
        places = [[place.part, place.start, place.end] for place in one.places]
        seen = {**one.seen, "places": places, "revision": revision}
        row = {"act": one.act.value, "severity": one.severity, "seen": seen}
        insert_new(Finding, case_id=case.id, kind=one.because.value, detail=one.detail, **row)


def gather_reports(case: Case) -> None:
    """One finding for each reason that was reported, however often; also what was reported since the last decision."""
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update(key_share=True))
    loose = (Report.contribution_id == case.contribution_id, Report.case_id.is_(None))
    db.session.execute(update(Report).where(*loose).values(case_id=case.id))
    question = select(Report.reason, func.count()).where(Report.case_id == case.id).group_by(Report.reason)
    for reason, times in db.session.execute(question).all():
        row = {"kind": Because.REPORT.value, "detail": reason, "severity": MEANINGS[Reason(reason)].severity}
        if not insert_new(Finding, case_id=case.id, times=times, **row):
            same = (Finding.case_id == case.id, Finding.kind == row["kind"], Finding.detail == reason)
            db.session.execute(update(Finding).where(*same).values(times=times))
    weigh(case)


def _reopens(contribution: Contribution, member: Member, reason: Reason) -> bool:
    """The first report opens a case; after a decision it takes a grave new reason or three more people, each believable."""
    decided = last_decision_about(contribution.id)
    if decided is None:
        return True
    if not weight_of(record_of(member.id)):
        return False
    seen = select(Report.reason).where(Report.contribution_id == contribution.id)
    if reason in GRAVE and reason.value not in set(db.session.scalars(seen)):
        return True
    since = (Report.contribution_id == contribution.id, Report.created_at > decided.decided_at)
    others = db.session.scalars(select(Report.member_id).where(*since)).all()
    return sum(weight_of(record) > 0 for record in records_of(others).values()) + 1 >= REOPENS_AT


def _close(case: Case, expected_version: int) -> None:
    closed = (
        update(Case)
        .where(Case.id == case.id, Case.version == expected_version, Case.closed_at.is_(None))
        .values(closed_at=now(), version=Case.version + 1)
        .execution_options(synchronize_session=False)
    )
    won = db.session.execute(closed).rowcount == 1  # type: ignore[attr-defined]  # an update's result counts
    db.session.refresh(case, ["closed_at", "version"])
    if not won:
        raise TextChanged if case.is_open else AlreadyDecided
    release(case.id)


def _carry_out(contribution: Contribution, verdict: Verdict, cause: Cause) -> None:
    if verdict is Verdict.APPROVE:
        publish(contribution, cause)
    elif verdict is Verdict.LIMIT:
        limit(contribution, cause)
    else:
        hide(contribution, outcome(verdict, contribution.state), cause)
