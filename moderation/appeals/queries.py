"""Which appeals there are, and who may decide them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from accounts.models import Member
from community.contributions.models import Contribution, Revision
from community.contributions.queries import visible_to
from foundation.database import db
from moderation.appeals.models import Appeal
from moderation.models import Decision
from moderation.statements.models import ACCOUNT, Hand, Statement


def standing(statement_id: int) -> Appeal | None:
    """The appeal against what is stated, unless it was withdrawn."""
    its = (Appeal.statement_id == statement_id, Appeal.withdrawn_at.is_(None))
    return db.session.scalars(select(Appeal).where(*its)).first()


def open_appeals(member: Member) -> Select[Appeal]:
    """What waits for a decision about things the moderator may see, with the statement."""
    return seen_by(member).where(Appeal.decided_at.is_(None), Appeal.withdrawn_at.is_(None))


def seen_by(member: Member) -> Select[Appeal]:
    """Every appeal about things the moderator may see, with the statement."""
    joined = select(Appeal).join(Appeal.statement).options(contains_eager(Appeal.statement))
    joined = joined.outerjoin(Contribution, Contribution.id == Statement.contribution_id)
    about_text = and_(Statement.contribution_id.is_not(None), visible_to(member))
    return joined.where(or_(Statement.measure.in_(ACCOUNT), about_text))


def waiting(member: Member) -> Sequence[tuple[Appeal, bool]]:
    """The desk of appeals, the first due first, each with whether the member may decide it."""
    question = open_appeals(member).add_columns(theirs(member)).order_by(Appeal.due_at, Appeal.id)
    return [(row[0], bool(row[1])) for row in db.session.execute(question.limit(200))]


def waiting_count(member: Member) -> int:
    """How many appeals the member may decide."""
    counted = open_appeals(member).where(theirs(member)).with_only_columns(func.count(Appeal.id))
    return db.session.scalar(counted) or 0


def theirs(member: Member) -> ColumnElement[bool]:
    """Whether an appeal is for this member to decide: not their own, and no hand of theirs in it before."""
    hand = exists().where(Hand.statement_id == Appeal.statement_id, Hand.member_id == member.id)
    return and_(Appeal.member_id != member.id, ~hand)


def has_hand(member: Member, statement_id: int) -> bool:
    """Whether the member had a part in what is stated."""
    return db.session.get(Hand, (statement_id, member.id)) is not None


def text_decided_on(statement: Statement) -> tuple[str, str, str] | None:
    """Title, source and HTML as they stood when the decision was taken; nothing of what is no text."""
    about = db.session.get(Contribution, statement.contribution_id) if statement.contribution_id else None
    if about is None:
        return None
    decision = db.session.get(Decision, statement.decision_id) if statement.decision_id else None
    former = db.session.get(Revision, (about.id, decision.revision)) if decision else None
    return (former.title, former.source, about.html) if former else (about.title, about.source, about.html)


def decided(member: Member, limit: int = 20) -> Sequence[Appeal]:
    """What was decided lately."""
    done = seen_by(member).where(Appeal.decided_at.is_not(None)).order_by(Appeal.decided_at.desc())
    return db.session.scalars(done.limit(limit)).all()


def as_data(found: Appeal) -> dict[str, Any]:
    """An appeal as its author takes it along."""
    return {
        "statement": found.statement_id, "text": found.text, "sent_at": found.created_at.isoformat(),
        "withdrawn": found.withdrawn_at is not None, "outcome": found.outcome, "answer": found.result,
        "decided_at": found.decided_at.isoformat() if found.decided_at else None,
    }  # fmt: skip


def own(member: Member) -> Select[Appeal]:
    """A member's own appeals."""
    return select(Appeal).where(Appeal.member_id == member.id)
