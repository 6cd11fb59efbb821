"""Who voted for what."""

from collections.abc import Iterable

from sqlalchemy import func, select

from accounts.models import Member
from community.votes.models import Vote
from foundation.database import db


def voted_among(member: Member | None, contribution_ids: Iterable[int]) -> set[int]:
    """Which of these contributions the member has voted for."""
    ids = list(contribution_ids)
    if member is None or not ids:
        return set()
    question = select(Vote.contribution_id).where(
        Vote.member_id == member.id, Vote.contribution_id.in_(ids), Vote.direction == 1
    )
    return set(db.session.scalars(question))


def recount(contribution_id: int) -> dict[int, int]:
    """Votes by direction, counted from the rows."""
    question = select(Vote.direction, func.count()).where(Vote.contribution_id == contribution_id)
    rows = db.session.execute(question.group_by(Vote.direction)).all()
    return {1: 0, 0: 0, -1: 0} | {row[0]: row[1] for row in rows}
