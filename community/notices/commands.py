"""Tell a member something, once."""

from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import select, update

from accounts.models import Member
from community.notices.facts import NoticeGiven
from community.notices.models import MailChoice, Notice
from community.notices.queries import mail_choice_of
from foundation import outbox
from foundation.clock import now
from foundation.database import db
from foundation.facts import tell
from foundation.upsert import insert_new

MAIL = "community.mail_notice"


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
    mail: bool = False,
) -> bool:
    """Tell a member something; the same key tells it once. Answer whether it was new.

    With `mail` it also goes out by mail, unless the member chose otherwise.
    """
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
    if new and mail:
        notice_id = db.session.scalar(select(Notice.id).where(Notice.dedupe_key == key))
        outbox.enqueue(MAIL, {"notice_id": notice_id}, key=f"mail-notice-{notice_id}")
    return new


def read_all(member: Member) -> None:
    """Mark all the member's notices as read."""
    unread = (Notice.member_id == member.id, Notice.read_at.is_(None))
    db.session.execute(update(Notice).where(*unread).values(read_at=now()))


def read_alike(notice: Notice, upto: int | None = None) -> None:
    """Mark a notice as read, and those alike about the same thing from it up to another one."""
    notice.read_at = notice.read_at or now()
    if upto is not None and notice.contribution_id is not None:
        alike = (
            Notice.member_id == notice.member_id,
            Notice.kind == notice.kind,
            Notice.contribution_id == notice.contribution_id,
            Notice.id.between(notice.id, upto),
            Notice.read_at.is_(None),
        )
        db.session.execute(update(Notice).where(*alike).values(read_at=now()))


def choose_mail(member: Member, *, answers: bool, replies: bool) -> MailChoice:
    """Keep which notices the member wants by mail too."""
    choice = mail_choice_of(member)
    choice.answers, choice.replies = answers, replies
    db.session.add(choice)
    return choice


def no_mail(topic: str) -> Callable[[int], None]:
    """How a member, by id, chooses no more mails on a topic."""

    def choose_none(member_id: int) -> None:
        member = db.session.get(Member, member_id)
        if member is not None:
            choice = mail_choice_of(member)
            setattr(choice, topic, False)
            db.session.add(choice)

    return choose_none
