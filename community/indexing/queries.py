"""Contributions as documents; a comment can be found only while what it is about can."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, case, inspect, or_, select

from community.comments.models import Comment
from community.contributions.models import Contribution, State
from foundation.database import db
from foundation.html import plain
from foundation.search import Document

_CHUNK = 500


def load(ids: Collection[int]) -> Iterator[Document]:
    """The documents with these ids."""
    return _documents(_rows().where(Contribution.id.in_(ids)))


def everything() -> Iterator[Document]:
    """Every document that can be found."""
    return _documents(_rows().where(Contribution.state == State.PUBLISHED.value).order_by(Contribution.id))


def comments_on(contribution_id: int) -> Sequence[int]:
    """The comments that appear and disappear with a contribution."""
    return db.session.scalars(select(Comment.id).where(Comment.about_id == contribution_id)).all()


def _rows() -> Select[*tuple[Any, ...]]:
    link = inspect(Comment).local_table.alias("link")
    about = inspect(Contribution).local_table.alias("about")
    stands = or_(about.c.id.is_(None), about.c.state == State.PUBLISHED.value)
    columns = (
        Contribution.id,
        Contribution.kind,
        Contribution.space_id,
        Contribution.language,
        Contribution.title,
        Contribution.source,
    )
    return (
        select(*columns, case((stands, Contribution.state), else_=State.HELD.value).label("state"))
        .outerjoin(link, link.c.id == Contribution.id)
        .outerjoin(about, about.c.id == link.c.about_id)
    )


def _documents(rows: Select[*tuple[Any, ...]]) -> Iterator[Document]:
    for row in db.session.execute(rows.execution_options(yield_per=_CHUNK)):
        yield Document(row.id, row.kind, row.space_id, row.language, row.title, plain(row.source), row.state)
