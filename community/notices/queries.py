"""What a member has been told."""

from sqlalchemy import Select, func, select

from accounts.models import Member
from foundation.database import db

from .models import Notice


def notices_of(member: Member) -> Select[Notice]:
    """The member's notices, the newest first."""
    return select(Notice).where(Notice.member_id == member.id).order_by(Notice.id.desc())


def unread_count(member: Member | None) -> int:
    """How many notices the member has not read."""
    if member is None:
        return 0
    question = select(func.count()).where(Notice.member_id == member.id, Notice.read_at.is_(None))
    return db.session.scalar(question) or 0
