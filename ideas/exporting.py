"""Ideas as a table that a spreadsheet opens without running anything in it."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import Contribution, State
from community.spaces.models import Space
from foundation.database import db
from foundation.spreadsheets import harmless
from ideas.lists import KIND

COLUMNS = (
    Contribution.id,
    Contribution.title,
    Contribution.source,
    Contribution.language,
    Contribution.stage,
    Contribution.vote_count,
    Contribution.against_count,
    Contribution.pass_count,
    Contribution.comment_count,
    Member.name,
    Contribution.published_at,
)
HEADS = (
    "id",
    "title",
    "text",
    "language",
    "status",
    "votes",
    "against",
    "passed",
    "comments",
    "author",
    "published",
)


def export(space: Space, file: Path) -> int:
    """Write the published ideas of a space; answer how many."""
    count = 0
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADS)
        for row in _rows(space):
            writer.writerow([_cell(value) for value in row])
            count += 1
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rows(space: Space) -> Iterator[Any]:
    asked = (
        select(*COLUMNS)
        .outerjoin(Member, Member.id == Contribution.author_id)
        .where(Contribution.kind == KIND, Contribution.space_id == space.id)
        .where(Contribution.state == State.PUBLISHED.value)
        .order_by(Contribution.id)
    )
    yield from db.session.execute(asked, execution_options={"yield_per": 500})
