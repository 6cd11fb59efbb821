"""Decide on a case once, for a reason the author reads; that it is told waits until it cannot be undone."""

from datetime import timedelta

from sqlalchemy import select, update

from accounts.models import Member
from community.contributions.commands import hide, limit, publish
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.contributions.transitions import Cause
from foundation import audit, outbox
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid, NotAllowed
from foundation.language import _l
from foundation.settings import current
from moderation import guarding
from moderation.cases import TAKEN_BACK
from moderation.claims.commands import release
from moderation.models import Case, Decision, Finding
from moderation.queries import last_decision_about
from moderation.reasons import BY_PEOPLE, FAULTS, Reason, Verdict
from moderation.terms.queries import current_version

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
CHANGES_WITHIN = timedelta(days=14)
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


def outcome(verdict: Verdict, was: str) -> State:
    """Where a verdict puts what stood there."""
    if verdict in OUTCOMES:
        return OUTCOMES[verdict]
    return State.REMOVED if was in (*PUBLIC_STATES, State.REMOVED.value) else State.REJECTED


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


def _is_refused(contribution: Contribution) -> bool:
    """Whether a moderator removed it: its author and a colleague leave it in the same state."""
    last = last_decision_about(contribution.id)
    return last is not None and last.verdict == Verdict.REJECT and contribution.state == State.REMOVED


def _close(case: Case, expected_version: int) -> None:
    closed = (
        update(Case)
        .where(Case.id == case.id, Case.version == expected_version, Case.closed_at.is_(None))
        .values(closed_at=now(), version=Case.version + 1)
    )
    won = rows_changed(closed) == 1
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
