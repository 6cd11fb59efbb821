"""What a member has been told."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.notices.kinds import known
from community.notices.models import MailChoice, Notice
from foundation.database import db

# Most people have read theirs: whether any is left costs next to nothing, and every page asks.
ANY_UNREAD = select(exists().where(Notice.member_id == bindparam("reader"), Notice.read_at.is_(None)))


def notices_of(member: Member) -> Select[Notice]:
    """The member's notices with what their words need; the reader decides about pages."""
    return select(Notice).where(Notice.member_id == member.id).options(*with_words())


def with_words() -> tuple[Any, ...]:
    """What the words of a notice are made of, loaded with it."""
    return joinedload(Notice.actor), joinedload(Notice.contribution)


def of_seen(contribution_id: InstrumentedAttribute[int], seen: ColumnElement[bool]) -> ColumnElement[bool]:
    """Only notices whose contribution is still there for the reader (or that are about none)."""
    return or_(
        Notice.contribution_id.is_(None), exists().where(contribution_id == Notice.contribution_id, seen)
    )


def unread_count(member: Member | None) -> int:
    """How many notices the member has not read, of those that the page of notices shows."""
    if member is None or not db.session.scalar(ANY_UNREAD, {"reader": member.id}):
        return 0
    theirs = (Notice.member_id == member.id, Notice.read_at.is_(None), Notice.kind.in_(known()))
    question = select(func.count()).where(*theirs, of_seen(Contribution.id, visible_to(member)))
    return db.session.scalar(question) or 0


def mail_choice_of(member: Member) -> MailChoice:
    """What the member wants by mail; the defaults when nothing was said."""
    return db.session.get(MailChoice, member.id) or MailChoice(
        member_id=member.id, answers=True, replies=False
    )
