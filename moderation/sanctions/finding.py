"""Find members by their name or address; only who leads finds by a part of an address, and reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from accounts.models import Member
from accounts.names import skeleton
from accounts.queries import address
from foundation.clock import now
from foundation.database import db
from moderation.policy import may_lead

SIZE = 25


@dataclass(frozen=True)
class Found:
    """One page of members, and how many there are."""

    people: Sequence[Row[*tuple[Any, ...]]]
    count: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return max(1, ceil(self.count / SIZE))


def search(text: str, reader: Member, page: int = 1) -> Found:
    """Whose name or address has the words, by name; everybody when nothing is asked for."""
    wanted = (Member.erased_at.is_(None), *_holds(text.strip(), reader))
    count = db.session.scalar(select(func.count(Member.id)).where(*wanted)) or 0
    page = max(1, min(page, ceil(count / SIZE)))
    columns = (
        Member.id, Member.name, Member.portrait, Member.role_name, Member.email, Member.email_verified_at,
        Member.created_at, Member.banned_at.is_not(None).label("is_banned"),
        (Member.suspended_until > now()).label("is_shut_out"), (Member.read_only_until > now()).label("is_read_only"),
        (Member.probation_until > now()).label("is_on_probation"),
    )  # fmt: skip
    listed = select(*columns).where(*wanted).order_by(Member.name_skeleton, Member.id)
    return Found(db.session.execute(listed.limit(SIZE).offset((page - 1) * SIZE)).all(), count, page)


def _holds(text: str, reader: Member) -> list[ColumnElement[bool]]:
    if not text:
        return []
    lies, plain = [func.lower(Member.name).contains(text.lower(), autoescape=True)], skeleton(text)
    if plain and "@" not in text:
        lies.append(Member.name_skeleton.contains(plain, autoescape=True))
    if may_lead(reader):
        lies.append(Member.email.contains(address(text), autoescape=True))
    elif "@" in text:
        lies.append(Member.email == address(text))
    return [or_(*lies)]
