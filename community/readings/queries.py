"""The log of a circle: lines for its keepers, who read titles only where they may read the text."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.readings.models import Reading
from community.spaces.models import Audience, Space
from community.spaces.queries import readable
from foundation.database import db
from foundation.spreadsheets import harmless

KEYS = (Reading.last_at, Reading.id)
HEADS = (
    "day",
    "how",
    "member_id",
    "member",
    "contribution_id",
    "title",
    "what",
    "times",
    "first_at",
    "last_at",
)


def lines_of(space: Space, reader: Member, *, member_id: int | None = None) -> Select[*tuple[Any, ...]]:
    """Who opened or took out what, the latest first."""
    named = case((and_(Member.erased_at.is_(None), Member.id.is_not(None)), Member.name))
    title = case(
        (visible_to(reader), func.coalesce(func.nullif(Contribution.title, ""), Contribution.excerpt))
    )
    question = (
        select(
            Reading.id,
            Reading.day,
            Reading.how,
            Reading.what,
            Reading.times,
            Reading.first_at,
            Reading.last_at,
        )
        .add_columns(Reading.member_id, named.label("member"), Member.portrait)
        .add_columns(Reading.contribution_id, title.label("title"), Contribution.kind, Contribution.language)
        .outerjoin(Member, Member.id == Reading.member_id)
        .outerjoin(Contribution, Contribution.id == Reading.contribution_id)
        .where(Reading.space_id == space.id)
    )
    return question.where(Reading.member_id == member_id) if member_id else question


def cells_of(space: Space, reader: Member) -> Iterator[list[str]]:
    """The log as cells of a table, header first, the oldest line first."""
    yield list(HEADS)
    rows = lines_of(space, reader).order_by(Reading.first_at, Reading.id)
    for row in db.session.execute(rows.execution_options(yield_per=1000)):
        yield [_plain(getattr(row, name)) for name in HEADS]


def _plain(value: Any) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = value.isoformat() if hasattr(value, "isoformat") else "" if value is None else str(value)
    return harmless(text)


def sealed_spaces_for(member: Member) -> list[int]:
    """Ids of the circles whose texts the member may read."""
    question = select(Space.id).where(readable(member), Space.audience == Audience.CIRCLE.value)
    return list(db.session.scalars(question))
