"""Searching everything that members wrote: the index says which, the database says what one may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, inspect, select

from accounts.models import Member
from community.comments.models import Comment
from community.contributions.models import Contribution
from community.contributions.queries import listed_for
from community.spaces.queries import readable_ids
from foundation import search
from foundation.database import db
from foundation.language import language

KINDS = ("idea", "comment")
SIZE = 20
LONGEST = 200


@dataclass(frozen=True)
class Found:
    """One page of what was found."""

    rows: Sequence[Row[Any]] = ()
    total: int = 0
    page: int = 1
    highlights: dict[int, Markup] = field(default_factory=dict)
    meant: str | None = None

    @property
    def next_page(self) -> int | None:
        """The page after this one, if there is one."""
        return self.page + 1 if self.page * SIZE < self.total and self.rows else None


def find(member: Member | None, text: str, kind: str | None, page: int) -> Found:
    """The texts the member may read that match, best first."""
    if not text:
        return Found()
    spaces = list(db.session.scalars(readable_ids(member)))
    kinds = (kind,) if kind in KINDS else KINDS
    hits = search.index().query(text, language(), kinds=kinds, space_ids=spaces, page=page, size=SIZE)
    place = {found: number for number, found in enumerate(hits.ids)}
    rows = sorted(_rows(member, hits.ids), key=lambda row: place[row.id])
    meant = None if hits.total else search.index().suggest(text, kinds=kinds, space_ids=spaces)
    return Found(rows, hits.total, page, hits.highlights, meant)


def _rows(member: Member | None, ids: list[int]) -> Sequence[Any]:
    """What a result shows; a comment shows, and stands or falls with, what it is about."""
    link = inspect(Comment).local_table.alias("link")
    about = inspect(Contribution).local_table.alias("about")
    readable_about = select(Contribution.id).where(listed_for(member))
    columns = (
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.excerpt,
        Contribution.stage,
    )
    question = (
        select(
            *columns,
            Contribution.language,
            Contribution.vote_count,
            Contribution.comment_count,
            Contribution.published_at,
            Member.name.label("author"),
            about.c.id.label("about_id"),
            about.c.title.label("about_title"),
            about.c.language.label("about_language"),
        )
        .outerjoin(Member, Member.id == Contribution.author_id)
        .outerjoin(link, link.c.id == Contribution.id)
        .outerjoin(about, about.c.id == link.c.about_id)
        .where(Contribution.id.in_(ids), listed_for(member))
        .where((about.c.id.is_(None)) | about.c.id.in_(readable_about))
    )
    return db.session.execute(question).all() if ids else ()
