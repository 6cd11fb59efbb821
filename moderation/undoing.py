"""Take a decision back before anybody was told of it."""

from datetime import timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import joinedload

from accounts.models import Member
from community.contributions.commands import put_back
from community.contributions.models import Contribution, State
from community.contributions.transitions import Cause
from foundation import audit
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict
from foundation.language import _l
from foundation.settings import current
from moderation.deciding import outcome
from moderation.models import Case, Decision
from moderation.queries import last_decision_about, open_case
from moderation.reasons import Verdict
from moderation.reports import gather_reports
from moderation.terms.queries import current_version

UNDONE = "undone"


class TooLate(Conflict):
    """Somebody has been told, or things have moved on."""

    message = _l("It is too late to undo this: the author has been told, or the text has moved on.")


def undoable(member: Member) -> Decision | None:
    """What the member decided last, while it can be taken back; with its case and what it was about."""
    question = select(Decision).where(Decision.by_id == member.id, *_in_time())
    about = joinedload(Decision.case).joinedload(Case.contribution)
    return db.session.scalars(question.options(about).order_by(Decision.id.desc()).limit(1)).first()


def undo(decision: Decision, by: Member) -> None:
    """Let the case wait again and the text stand where it stood; nobody hears of the decision."""
    contribution = decision.case.contribution
    if not _still_so(decision, contribution) or open_case(contribution.id) is not None:
        raise TooLate
    _take_back(decision)
    reopened = update(Case).where(Case.id == decision.case_id)
    db.session.execute(reopened.values(closed_at=None, version=Case.version + 1))
    after = contribution.state
    put_back(
        contribution,
        State(decision.was),
        Cause(by.id, by.role.value, UNDONE, policy_version=current_version()),
    )
    gather_reports(decision.case)
    audit.note(
        by.id, "moderation.undo", ("contribution", contribution.id), {"state": after}, {"state": decision.was}
    )


def _take_back(decision: Decision) -> None:
    taken = update(Decision).where(Decision.id == decision.id, *_in_time()).values(undone_at=now())
    if rows_changed(taken) != 1:
        raise TooLate
    db.session.expire(decision, ["undone_at"])


def _in_time() -> tuple[ColumnElement[bool], ...]:
    since = now() - timedelta(seconds=current().undo_seconds)
    return (Decision.decided_at > since, Decision.undone_at.is_(None))


def _still_so(decision: Decision, contribution: Contribution) -> bool:
    """Whether the text is still as the decision left it, and nobody has decided about it since."""
    left = outcome(Verdict(decision.verdict), decision.was)
    as_left = contribution.state == left and contribution.revision == decision.revision
    last = last_decision_about(contribution.id)
    return as_left and last is not None and last.id == decision.id
