"""Who follows what."""

from accounts.models import Member
from community.follows.models import Follow
from foundation.database import db


def follows(member: Member | None, contribution_id: int) -> bool:
    """Whether the member hears what becomes of it."""
    return member is not None and db.session.get(Follow, (contribution_id, member.id)) is not None
