"""After a decision: its author and those who reported are told; what its author takes back needs no decision."""

from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.contributions.facts import ContributionHidden
from community.contributions.models import Contribution, State
from community.notices.commands import notify
from foundation import outbox
from foundation.database import db
from foundation.facts import tell
from foundation.outbox import Job
from moderation.cases import let_go
from moderation.deciding import TELL
from moderation.facts import CaseDecided
from moderation.models import Decision, Report
from moderation.reasons import Verdict
from moderation.reports import look_again
from moderation.statements.commands import state_decision


def tell_if_it_stands(payload: dict[str, Any], _job: Job) -> None:
    """Say that a case was decided, unless the moderator took the decision back in time."""
    asked = select(Decision).where(Decision.id == payload["decision_id"]).options(joinedload(Decision.case))
    decision = db.session.scalars(asked.with_for_update(of=Decision)).one()  # waits for one who undoes it now
    if decision.undone_at is None:
        tell(CaseDecided(decision.case_id, decision.id, decision.case.contribution_id))
        look_again(decision, db.session.get_one(Contribution, decision.case.contribution_id))


def tell_author(fact: CaseDecided) -> None:
    """Tell the author what was decided and why, unless nothing changed for them."""
    decision = db.session.get_one(Decision, fact.decision_id)
    contribution = db.session.get_one(Contribution, fact.contribution_id)
    if contribution.author_id is None or (
        decision.verdict == Verdict.APPROVE and decision.was == State.PUBLISHED
    ):
        return
    stated = state_decision(decision, contribution)
    said: dict[str, Any] = {"verdict": decision.verdict, "reason": decision.reason, "note": decision.note}
    said |= {"statement": stated.id} if stated else {}
    key = f"decision-{decision.id}"
    notify(
        contribution.author_id, "moderation.decided", key=key, contribution=contribution, data=said, mail=True
    )


def tell_reporters(fact: CaseDecided) -> None:
    """Thank those who reported and tell them the outcome."""
    decision = db.session.get_one(Decision, fact.decision_id)
    contribution = db.session.get_one(Contribution, fact.contribution_id)
    about = contribution if contribution.is_public else None
    for member_id in db.session.scalars(select(Report.member_id).where(Report.case_id == fact.case_id)):
        key = f"reported-{decision.id}-{member_id}"
        data = {"verdict": decision.verdict}
        notify(member_id, "moderation.reported", key=key, contribution=about, data=data)


def close_when_taken_back(fact: ContributionHidden) -> None:
    """Close the case of what its author deleted."""
    contribution = db.session.get(Contribution, fact.contribution_id)
    if contribution is not None:
        let_go(contribution)


def init_app(app: Flask) -> None:
    """Listen."""
    outbox.register(app, TELL, tell_if_it_stands)
    outbox.listen(app, CaseDecided, tell_author, durable=True)
    outbox.listen(app, CaseDecided, tell_reporters, durable=True)
    outbox.listen(app, ContributionHidden, close_when_taken_back, durable=True)
