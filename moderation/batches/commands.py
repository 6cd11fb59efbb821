"""Decide several cases with one press, and take them all back."""

from collections.abc import Mapping

from accounts.models import Member
from foundation import audit
from foundation.database import db
from foundation.errors import Invalid, Refused
from foundation.language import _l
from moderation.batches.models import Batch, BatchDecision
from moderation.batches.queries import MOST, Chosen, chosen, decisions_in
from moderation.deciding import ReasonNeeded, decide
from moderation.models import Case
from moderation.reasons import Reason, Verdict
from moderation.undoing import TooLate, undo

Skipped = list[tuple[str, str]]


class NothingChosen(Invalid):
    """There is nothing to decide."""

    field = "case"
    message = _l("Choose the cases first: X on a line, or its box.")


class TooManyChosen(Invalid):
    """What one cannot look over is not decided at once."""

    field = "case"
    message = _l("At most fifty at once, so that somebody can still have looked at them.")


def decide_together(
    versions: Mapping[int, int], member: Member, verdict: Verdict, reason: Reason | None, note: str
) -> tuple[int, Skipped]:
    """Decide each case as it was counted (id to version); answer how many, and what was left out with why."""
    picked = pick(versions, member, verdict)
    batch, done, skipped = Batch(by_id=member.id), 0, list(picked.left_out)
    db.session.add(batch)
    db.session.flush()
    for case in picked.cases:
        label = case.contribution.label
        try:
            with db.session.begin_nested():
                _decide_one(batch, case, member, verdict, reason, note, versions[case.id])
            done += 1
        except ReasonNeeded:
            raise
        except Refused as refusal:
            skipped.append((label, str(refusal.message)))
    told = {"verdict": verdict.value, "decided": done, "left_out": len(skipped)}
    audit.note(member.id, "moderation.batch", ("batch", batch.id), after=told)
    return done, skipped


def pick(ids: Mapping[int, int], member: Member, verdict: Verdict | None = None) -> Chosen:
    """What somebody picked, within bounds."""
    if not ids:
        raise NothingChosen
    if len(ids) > MOST:
        raise TooManyChosen
    return chosen(ids, member, verdict)


def undo_together(batch: Batch, member: Member) -> tuple[int, int]:
    """Take back all that can still be taken back; answer how many, and how many stand."""
    done = late = 0
    for decision in decisions_in(batch):
        try:
            with db.session.begin_nested():
                undo(decision, member)
            done += 1
        except TooLate:
            late += 1
    audit.note(
        member.id, "moderation.batch.undone", ("batch", batch.id), after={"undone": done, "stand": late}
    )
    return done, late


def _decide_one(
    batch: Batch, case: Case, member: Member, verdict: Verdict, reason: Reason | None, note: str, version: int
) -> None:
    decision = decide(case, member, verdict, reason, note, expected_version=version)
    db.session.add(BatchDecision(decision_id=decision.id, batch_id=batch.id))
    db.session.flush()
