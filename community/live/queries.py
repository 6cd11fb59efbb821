"""The numbers an open page shows."""

from collections.abc import Collection

from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import stands_for
from community.notices.queries import unread_count
from foundation.database import db

Numbers = dict[str, int]


def numbers(contribution_id: int) -> Numbers | None:
    """Votes and comments of one contribution."""
    question = select(Contribution.vote_count, Contribution.comment_count)
    row = db.session.execute(question.where(Contribution.id == contribution_id)).one_or_none()
    return {"id": contribution_id, "votes": row[0], "comments": row[1]} if row else None


def visible_numbers(ids: Collection[int], member: Member | None) -> list[Numbers]:
    """Votes and comments of those contributions that the member may see."""
    question = select(Contribution.id, Contribution.vote_count, Contribution.comment_count)
    rows = db.session.execute(question.where(Contribution.id.in_(ids), stands_for(member)))
    return [{"id": row[0], "votes": row[1], "comments": row[2]} for row in rows]


def may_see(member: Member, contribution_id: int) -> bool:
    """Whether the member may open the contribution, and so watch its numbers."""
    question = select(Contribution.id).where(Contribution.id == contribution_id, stands_for(member))
    return db.session.scalar(question) is not None


def unread(member_id: int) -> int:
    """How many notices the member has not read."""
    return unread_count(db.session.get(Member, member_id))
