"""Search in the rows alone: what every page falls back on while the index is absent or broken."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from foundation.database import db
from foundation.html import clean_line
from foundation.search import nearness, table
from foundation.search.documents import Document, Health, Hits, Within, window
from foundation.search.excerpts import hits
from foundation.search.models import SearchDocument
from foundation.search.questions import LONGEST, MOST_WORDS, wanted
from foundation.search.words import LANGUAGES, TOKEN, known_language, stem_of

_LOOKED_AT = 300
_SHOWN = (SearchDocument.id, SearchDocument.title, SearchDocument.body, SearchDocument.language)


class RowsBackend:
    """The six verbs with LIKE: slower and coarser, but it always answers."""

    def query(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, page: int = 1, size: int = 20,
    ) -> Hits:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        heads = _heads(text, language)
        if within.nothing or not heads:
            return Hits()
        start, size = window(page, size)
        condition, total = self._found(and_(*map(_begins, heads)), within)
        if not total:
            condition, total = self._found(or_(*map(_begins, heads)), within)
        rows = self._rows(condition, start, size)
        return hits(rows, total, wanted(text, language))

    def suggest(
        self, text: str, *, kinds: Collection[str] | None = None, space_ids: Collection[int] | None = None
    ) -> str | None:
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)

        def holds(word: str) -> bool:
            return bool(self._found(or_(*map(_begins, _heads(word, "simple"))), within)[1])

        return None if within.nothing else nearness.corrected(text, holds)

    def similar(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, size: int = 5, exclude: Collection[int] = (),
    ) -> list[int]:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        words = nearness.rare_words(text)
        if within.nothing or not words:
            return []
        some = or_(*(_begins(head) for word in words for head in _heads(word, language)))
        rows = self._rows(and_(some, *table.inside(within)), 0, _LOOKED_AT)
        return nearness.alike(rows, words, size, exclude)

    def apply(self, upserts: Iterable[Document], deletes: Iterable[int] = ()) -> None:
        """See `SearchBackend`."""
        table.store(*table.sorted_out(upserts, deletes))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See `SearchBackend`."""
        *_before, done = table.refill(documents)
        db.session.commit()
        return done

    def health(self) -> Health:
        """See `SearchBackend`."""
        return Health(ok=True, backend="rows", documents=table.how_many())

    def _found(self, words: ColumnElement[bool], within: Within) -> tuple[ColumnElement[bool], int]:
        condition = and_(words, *table.inside(within))
        counted = select(func.count()).select_from(SearchDocument).where(condition)
        return condition, db.session.scalar(counted) or 0

    def _rows(self, condition: ColumnElement[bool], start: int, size: int) -> list[Any]:
        question = select(*_SHOWN).where(condition).order_by(SearchDocument.id.desc())
        return list(db.session.execute(question.offset(start).limit(size)))


def _heads(text: str, language: str) -> list[str]:
    """How the wanted words begin, so that other endings are found too: what word and stem share."""
    heads: dict[str, None] = {}
    for token in TOKEN.findall(clean_line(text[:LONGEST]).lower())[: 2 * MOST_WORDS]:
        if stem_of(token, known_language(language)) is None:
            continue
        word = table.folded(token).split()[-1]
        found = [stem for code in LANGUAGES if (stem := stem_of(token, code))]
        head = _shared([word, *found])
        heads[head if len(head) > 2 else word] = None
    return list(heads)[:MOST_WORDS]


def _shared(words: list[str]) -> str:
    shortest = min(words, key=len)
    return next(
        (
            shortest[:end]
            for end in range(len(shortest), 0, -1)
            if all(word.startswith(shortest[:end]) for word in words)
        ),
        "",
    )


def _begins(head: str) -> ColumnElement[bool]:
    return SearchDocument.folded.contains(f" {head}", autoescape=True)
