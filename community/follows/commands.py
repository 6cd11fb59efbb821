"""Begin and cease to follow; doing it twice changes nothing."""

from typing import Protocol

from sqlalchemy import delete

from accounts.models import Member
from community.follows.models import Follow
from foundation.database import db
from foundation.upsert import insert_new


class HasId(Protocol):
    """Anything with an id; follows need not know contributions."""

    id: int


def follow(member: Member, contribution: HasId) -> None:
    """Let the member hear what becomes of it."""
    insert_new(Follow, contribution_id=contribution.id, member_id=member.id)


def unfollow(member: Member, contribution: HasId) -> None:
    """Let the member hear no more of it."""
    wanted = (Follow.contribution_id == contribution.id, Follow.member_id == member.id)
    db.session.execute(delete(Follow).where(*wanted))
