"""What the admin's pages show."""

from typing import Any

from sqlalchemy import Select, func, select

from accounts.models import Member
from community.contributions.models import Contribution
from foundation.brand import BrandVersion
from foundation.database import db
from foundation.mail import MailMessage, MailStatus


def messages(status: str | None) -> Select[*tuple[Any, ...]]:
    """Messages as lines of a list, newest first, without their text."""
    question = select(
        MailMessage.id, MailMessage.recipient, MailMessage.subject, MailMessage.status, MailMessage.created_at
    )
    return question.where(MailMessage.status == status) if status in set(MailStatus) else question


def mail_counts() -> dict[str, int]:
    """How many messages stand how."""
    rows = db.session.execute(select(MailMessage.status, func.count()).group_by(MailMessage.status))
    return {row[0]: row[1] for row in rows}


def members() -> int:
    """How many accounts there are."""
    return db.session.scalar(select(func.count()).where(Member.erased_at.is_(None)).select_from(Member)) or 0


def contributions() -> dict[str, int]:
    """How many contributions stand how."""
    rows = db.session.execute(select(Contribution.state, func.count()).group_by(Contribution.state))
    return {row[0]: row[1] for row in rows}


def looks(most: int) -> list[tuple[BrandVersion, str | None]]:
    """The latest versions of the look, each with the name of who saved it."""
    question = select(BrandVersion, Member.name).outerjoin(Member, Member.id == BrandVersion.saved_by_id)
    rows = db.session.execute(question.order_by(BrandVersion.number.desc()).limit(most))
    return [(version, name) for version, name in rows]


def look_numbered(number: int) -> BrandVersion | None:
    """A version of the look."""
    return db.session.scalar(select(BrandVersion).where(BrandVersion.number == number))
