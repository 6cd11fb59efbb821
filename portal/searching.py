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
from community.spaces.models import Space
from community.spaces.queries import readable
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
    places: Sequence[Any] = ()

    @property
    def groups(self) -> list[tuple[str, list[Row[Any]]]]:
        """Ideas first, then what was said about some, each in the order of the index."""
        return [(kind, rows) for kind in KINDS if (rows := [row for row in self.rows if row.kind == kind])]

    @property
    def next_page(self) -> int | None:
        """The page after this one, if there is one."""
        return self.page + 1 if self.page * SIZE < self.total and self.rows else None


def find(member: Member | None, text: str, kind: str | None, page: int, space: str = "") -> Found:
    """The texts the member may read that match, best first; in one space, or in all."""
    if not text:
        return Found()
    asked = select(Space.id, Space.slug, Space.name).where(readable(member))
    places = db.session.execute(asked.order_by(Space.position, Space.id)).all()
    spaces = [one.id for one in places if one.slug == space] or [one.id for one in places]
    kinds = (kind,) if kind in KINDS else KINDS
    hits = search.index().query(text, language(), kinds=kinds, space_ids=spaces, page=page, size=SIZE)
    place = {found: number for number, found in enumerate(hits.ids)}
    rows = sorted(_rows(member, hits.ids), key=lambda row: place[row.id])
    meant = None if hits.total else search.index().suggest(text, kinds=kinds, space_ids=spaces)
    return Found(rows, hits.total, page, hits.highlights, meant, places)


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
