"""Tell a member something, once."""

from typing import Any, Protocol

from sqlalchemy import update

from accounts.models import Member
from foundation.clock import now
from foundation.database import db
from foundation.facts import tell
from foundation.upsert import insert_new

from .facts import NoticeGiven
from .models import Notice


class HasId(Protocol):
    """Anything with an id."""

    id: int


def notify(
    member_id: int,
    kind: str,
    *,
    key: str,
    contribution: HasId | None = None,
    actor: HasId | None = None,
    data: dict[str, Any] | None = None,
) -> bool:
    """Tell a member something; the same key tells it once. Answer whether it was new."""
    new = insert_new(
        Notice,
        member_id=member_id,
        kind=kind,
        contribution_id=contribution.id if contribution else None,
        actor_id=actor.id if actor else None,
        data=data or {},
        dedupe_key=key,
    )
    if new:
        tell(NoticeGiven(member_id))
    return new


def read_all(member: Member) -> None:
    """Mark all the member's notices as read."""
    unread = (Notice.member_id == member.id, Notice.read_at.is_(None))
    db.session.execute(update(Notice).where(*unread).values(read_at=now()))


def read_one(notice: Notice) -> None:
    """Mark a notice as read."""
    notice.read_at = notice.read_at or now()
