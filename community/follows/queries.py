"""Who follows what."""

from sqlalchemy import Select, select

from accounts.models import Member
from community.follows.models import Follow
from foundation.database import db


def follows(member: Member | None, contribution_id: int) -> bool:
    """Whether the member hears what becomes of it."""
    return member is not None and db.session.get(Follow, (contribution_id, member.id)) is not None


def follower_ids(contribution_id: int) -> Select[int]:
    """Ids of the members who follow it."""
    return select(Follow.member_id).where(Follow.contribution_id == contribution_id)
