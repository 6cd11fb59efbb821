"""Finding ideas by their words: the index gives ids, the rows are read again with today's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from accounts.models import Member
from foundation import search
from foundation.html import clean_line
from foundation.language import language
from ideas import lists
from ideas.filters import Filters
from ideas.lists import KIND, PAGE, Rail
from ideas.models import IdeaStatus

SHORTEST = 8


@dataclass(frozen=True)
class Found:
    """A page of what was found, like a page of the board."""

    items: Sequence[Row[Any]]
    total: int = 0
    highlights: Mapping[int, str] = field(default_factory=dict)
    next_page: int | None = None
    next_cursor: str | None = None
    instead: str | None = None
    near: Sequence[Row[Any]] = ()


def found(filters: Filters, rail: Rail) -> Found:
    """The ideas with these words, the best first."""
    place = rail.named(filters.space)
    spaces = rail.ids if not filters.space else [place.id] if place else []
    hits = search.index().query(
        filters.q, language(), kinds=[KIND], space_ids=spaces, page=filters.page, size=PAGE
    )
    rows = lists.among(hits.ids, spaces)
    if filters.stages is not None:
        rows = [row for row in rows if row.stage in filters.stages]
    more = filters.page + 1 if hits.total > filters.page * PAGE else None
    if rows:
        return Found(rows, hits.total, hits.highlights, more)
    instead = search.index().suggest(filters.q, kinds=[KIND], space_ids=spaces)
    return Found((), instead=instead, near=_near(filters.q, spaces))


def similar(text: str, member: Member | None, *, but: int | None = None, size: int = 4) -> Sequence[Row[Any]]:
    """Ideas that may ask for the same as this text."""
    text = clean_line(text[:2000])
    if len(text) < SHORTEST:
        return []
    spaces = [place.id for place in lists.places_for(member)]
    return _near(text, spaces, but=but, size=size)


def reasons(text: str, rows: Sequence[Row[Any]]) -> dict[int, list[str]]:
    """Why each of these looks like the text: the words they share."""
    text = text[:2000]
    return {row.id: search.shared(f"{row.title} {row.excerpt}", text, row.language) for row in rows}


def _near(text: str, spaces: Sequence[int], *, but: int | None = None, size: int = 4) -> Sequence[Row[Any]]:
    exclude = [but] if but else []
    ids = search.index().similar(text, language(), kinds=[KIND], space_ids=spaces, size=size, exclude=exclude)
    return [row for row in lists.among(ids, spaces) if row.stage != IdeaStatus.DUPLICATE.value]
