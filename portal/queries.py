"""What the front door asks: sums over what the public reads, what shipped last, what waits for a view."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import aliased

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import listed_for
from community.votes.models import Vote
from foundation.database import db
from ideas.models import Answer, Idea, IdeaStatus, StatusChange

WAITING = (IdeaStatus.NEW.value, IdeaStatus.UNDER_REVIEW.value)
SHIPPED = IdeaStatus.SHIPPED.value


def sums() -> Row[Any]:
    """Votes in all and for what shipped, and how many ideas shipped."""
    shipped = Contribution.stage == SHIPPED
    given = case((shipped, Contribution.vote_count), else_=0)
    return db.session.execute(
        select(
            func.coalesce(func.sum(Contribution.vote_count), 0).label("votes"),
            func.coalesce(func.sum(given), 0).label("shipped_votes"),
            func.count(case((shipped, 1))).label("shipped"),
        )
        .select_from(Idea)
        .where(listed_for(None))
    ).one()


def shipped_last(count: int) -> Sequence[Row[Any]]:
    """The ideas that shipped most recently, with who asked and what the house said."""
    said = (
        select(Answer.excerpt)
        .where(Answer.idea_id == Idea.id, Answer.status == SHIPPED)
        .order_by(Answer.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    at = select(func.max(StatusChange.created_at)).where(
        StatusChange.idea_id == Idea.id, StatusChange.became == SHIPPED
    )
    columns = (
        Contribution.id,
        Contribution.title,
        Contribution.language,
        Contribution.vote_count,
        Contribution.published_at,
    )
    author = (Contribution.author_id, Member.name.label("author"), Member.portrait)
    return db.session.execute(
        select(*columns, *author, said.label("said"), at.scalar_subquery().label("shipped_at"))
        .select_from(Idea)
        .outerjoin(Member, Member.id == Contribution.author_id)
        .where(listed_for(None), Contribution.stage == SHIPPED)
        .order_by(at.scalar_subquery().desc(), Contribution.id.desc())
        .limit(count)
    ).all()


def unjudged(member: Member | None, count: int) -> Sequence[Any]:
    """Open ideas the member neither wrote nor voted for, the warmest first."""
    question = (
        select(
            Contribution.id,
            Contribution.title,
            Contribution.language,
            Contribution.vote_count,
            Contribution.comment_count,
        )
        .where(Contribution.kind == "idea", listed_for(member), Contribution.stage.in_(WAITING))
        .order_by(Contribution.hot.desc(), Contribution.id.desc())
        .limit(count)
    )
    if member is not None:
        voted = select(Vote.contribution_id).where(Vote.member_id == member.id)
        question = question.where(
            Contribution.author_id.is_distinct_from(member.id), Contribution.id.not_in(voted)
        )
    return db.session.execute(question).all()


def first_answers(published_before: datetime, count: int) -> Sequence[Any]:
    """When the latest ideas that are due were published, and when each had its first answer."""
    first = (
        select(func.min(Answer.created_at))
        .where(Answer.idea_id == Contribution.id)
        .correlate(Contribution)
        .scalar_subquery()
    )
    asked = select(Contribution.published_at, first).where(
        Contribution.kind == "idea",
        Contribution.stage != IdeaStatus.DUPLICATE.value,
        Contribution.published_at < published_before,
        listed_for(None),
    )
    return db.session.execute(asked.order_by(Contribution.published_at.desc()).limit(count)).all()


def moved_for(member: Member, since: datetime, count: int) -> Sequence[Any]:
    """The latest steps of what the member proposed or voted for, one for each idea, newest first."""
    voted = select(Vote.contribution_id).where(Vote.member_id == member.id, Vote.direction == 1)
    theirs = (Contribution.author_id == member.id) | Contribution.id.in_(voted)
    later = aliased(StatusChange)
    last = select(func.max(later.id)).where(later.idea_id == Contribution.id).scalar_subquery()
    columns = (Contribution.id, Contribution.title, Contribution.language, Contribution.author_id)
    return db.session.execute(
        select(*columns, StatusChange.became, StatusChange.created_at)
        .join(StatusChange, StatusChange.idea_id == Contribution.id)
        .where(theirs, listed_for(member), StatusChange.id == last, StatusChange.created_at >= since)
        .order_by(StatusChange.created_at.desc(), StatusChange.id.desc())
        .limit(count)
    ).all()
