"""What follows when an idea changed: the index looks at it again."""

from collections.abc import Collection, Iterable

from flask import Flask
from sqlalchemy import Row, Select, select

from community.contributions.facts import (
    ContributionEdited,
    ContributionHeld,
    ContributionHidden,
    ContributionPublished,
)
from community.contributions.models import Contribution, State
from foundation import search
from foundation.database import db
from foundation.html import plain
from foundation.outbox import listen
from ideas.facts import IdeaMerged
from ideas.lists import KIND
from ideas.models import IdeaStatus

BATCH = 500
COLUMNS = (
    Contribution.id,
    Contribution.space_id,
    Contribution.language,
    Contribution.title,
    Contribution.source,
    Contribution.state,
    Contribution.stage,
)
Changed = ContributionEdited | ContributionHeld | ContributionHidden | ContributionPublished


def index_again(fact: Changed) -> None:
    """Put an idea into the index, or take it out."""
    if fact.kind == KIND:
        search.touch(fact.contribution_id)


def index_merged(fact: IdeaMerged) -> None:
    """Take what was merged out of the index; the idea that stays is found instead."""
    search.touch(fact.idea_id)


def documents(ids: Collection[int]) -> Iterable[search.Document]:
    """The documents of some ideas."""
    return [_document(row) for row in db.session.execute(_asked().where(Contribution.id.in_(ids)))]


def all_documents() -> Iterable[search.Document]:
    """The documents of all ideas, a batch at a time."""
    last = 0
    while rows := db.session.execute(_asked().where(Contribution.id > last).limit(BATCH)).all():
        yield from map(_document, rows)
        last = rows[-1].id


def _asked() -> Select[int, int, str, str, str, str, str | None]:
    return select(*COLUMNS).where(Contribution.kind == KIND).order_by(Contribution.id)


def _document(row: Row[int, int, str, str, str, str, str | None]) -> search.Document:
    merged = row.stage == IdeaStatus.DUPLICATE.value
    state = State.ARCHIVED.value if merged else row.state
    return search.Document(row.id, KIND, row.space_id, row.language, row.title, plain(row.source), state)


def init_app(app: Flask) -> None:
    """Hear what changes the index."""
    search.register_source(app, [KIND], documents, all_documents)
    for fact in (ContributionEdited, ContributionHeld, ContributionHidden, ContributionPublished):
        listen(app, fact, index_again, durable=True)
    listen(app, IdeaMerged, index_merged, durable=True)
