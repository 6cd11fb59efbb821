"""What was decided, and what its author was told of the reasons."""

from typing import Any

from accounts.models import Member, Role
from community.contributions.models import Contribution
from foundation.clock import now
from foundation.database import db
from moderation.appeals.commands import appeal
from moderation.appeals.models import Appeal
from moderation.deciding import outcome
from moderation.models import Case, Decision
from moderation.reasons import Verdict
from moderation.statements.commands import state_decision
from moderation.statements.models import Statement
from tests.factories.accounts import a_member
from tests.factories.moderation import a_case, written_by


def a_decision(case: Case, by: Member, verdict: Verdict = Verdict.REJECT, **given: Any) -> Decision:
    """What somebody decided about what was held, carried out."""
    about = db.session.get_one(Contribution, case.contribution_id)
    told = {"reason": "spam", "note": "Three times the same."}
    values = told | {"was": about.state, "revision": about.revision} | given
    decision = Decision(case_id=case.id, verdict=verdict.value, by_id=by.id, role=by.role.value, **values)
    about.state, case.closed_at = outcome(verdict, about.state).value, now()
    db.session.add(decision)
    db.session.flush()
    return decision


def a_statement(
    author: Member, by: Member | None = None, about: Contribution | None = None, **given: Any
) -> Statement:
    """Why a text of somebody was refused."""
    about = about or written_by(author)
    decision = a_decision(a_case(about), by or a_member(Role.MODERATOR), **given)
    made = state_decision(decision, about)
    assert made is not None
    return made


def an_appeal(author: Member, statement: Statement | None = None, **given: Any) -> Appeal:
    """What somebody says against a decision about their text."""
    return appeal(statement or a_statement(author, **given), author, "It was the same bag in three sizes.")
