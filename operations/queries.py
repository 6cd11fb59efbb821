"""What the admin's pages show."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.votes.models import Vote
from foundation.brand import BrandVersion
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, MailStatus
from operations.weeks import last_days, last_weeks

LOST = (MailStatus.FAILED.value, MailStatus.PARKED.value)
WEEKS, DAYS = 12, 14


def messages(status: str | None) -> Select[*tuple[Any, ...]]:
    """Messages as lines of a list, newest first, without their text."""
    question = select(
        MailMessage.id, MailMessage.recipient, MailMessage.subject, MailMessage.status, MailMessage.created_at
    )
    return question.where(MailMessage.status == status) if status in set(MailStatus) else question


def lost(limit: int = 20) -> Sequence[Any]:
    """The latest messages that could not be delivered, with what the server said."""
    columns = (
        MailMessage.id, MailMessage.recipient, MailMessage.subject, MailMessage.status, MailMessage.answer,
        MailMessage.attempts, MailMessage.created_at,
    )  # fmt: skip
    question = select(*columns).where(MailMessage.status.in_(LOST))
    return db.session.execute(question.order_by(MailMessage.id.desc()).limit(limit)).all()


def mail_counts() -> dict[str, int]:
    """How many messages stand how."""
    rows = db.session.execute(select(MailMessage.status, func.count()).group_by(MailMessage.status))
    return {row[0]: row[1] for row in rows}


def mail_by_day() -> tuple[list[date], list[int], list[int]]:
    """The last two weeks: days, messages that went out (or are kept here), and those that did not."""
    days = last_days(now().date(), DAYS)
    failed = func.sum(case((MailMessage.status.in_(LOST), 1), else_=0))
    counted = {day: (many, bad) for day, many, bad in _counted(MailMessage.created_at, days[0], failed)}
    both = [counted.get(day, (0, 0)) for day in days]
    return days, [many - bad for many, bad in both], [bad for _many, bad in both]


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


def by_day() -> tuple[list[date], dict[str, list[tuple[date, int]]]]:
    """The Mondays of twelve weeks, and how many joined, wrote and voted on each day since: three questions."""
    weeks = last_weeks(now().date(), WEEKS)
    moments = {
        "members": Member.created_at,
        "contributions": Contribution.published_at,
        "votes": Vote.created_at,
    }
    return weeks, {name: [row[:2] for row in _counted(at, weeks[0])] for name, at in moments.items()}


def _counted(at: Any, since: date, *more: Any) -> list[tuple[Any, ...]]:
    """Rows of (day, how many, …) for each day since one that has any."""
    start = datetime(since.year, since.month, since.day, tzinfo=now().tzinfo)
    day = func.date(at)
    rows = db.session.execute(
        select(day, func.count(), *more).where(at >= start, at < now() + timedelta(days=1)).group_by(day)
    )
    return [(_day(row[0]), *(int(one or 0) for one in row[1:])) for row in rows]


def _day(value: date | str) -> date:
    """A day as PostgreSQL gives it, or as SQLite writes it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
