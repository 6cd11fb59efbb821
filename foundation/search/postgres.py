"""The index inside PostgreSQL: our own stems as a tsvector, written in the transaction of the job.

The stems are made here and not by the server's dictionaries: elision, folding and stop words are then those of
the other index, and nothing needs an extension that a hosted database may not allow.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from foundation.database import db
from foundation.search import nearness, table
from foundation.search.documents import Document, Health, Hits, Within, window
from foundation.search.excerpts import hits
from foundation.search.models import SearchDocument
from foundation.search.questions import Wanted, stems, wanted
from foundation.search.words import known_language

MOST_LOOSE = 100
_LOOSE_LOOKED_AT = 2000
_WEIGHTS = [0.1, 0.2, 0.4, 1.0]  # of D (the body) to A (the title)
_BY_LENGTH = 1
_TURN = 7_301_845_112
_LOOKED_AT = 2000
Batch = tuple[Iterable[Document], Iterable[int]]


class PostgresBackend:
    """The six verbs on one table."""

    def query(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, page: int = 1, size: int = 20,
    ) -> Hits:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        question = wanted(text, language)
        if within.nothing or not question:
            return Hits()
        start, size = window(page, size)
        rows, total = self._page(_all(question), within, language, start, size)
        if not total:
            size = max(0, min(size, MOST_LOOSE - start))
            rows, total = self._page(_any(question), within, language, start, size, _LOOSE_LOOKED_AT)
            total = min(total, MOST_LOOSE)
        return hits(rows, total, question)

    def suggest(
        self, text: str, *, kinds: Collection[str] | None = None, space_ids: Collection[int] | None = None
    ) -> str | None:
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)

        def holds(word: str) -> bool:
            question = stems([word])
            if not question:
                return False
            one = select(SearchDocument.id).where(_matches(_any(question)), *table.inside(within)).limit(1)
            return db.session.scalar(one) is not None

        return None if within.nothing else nearness.corrected(text, holds)

    def similar(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, size: int = 5, exclude: Collection[int] = (),
    ) -> list[int]:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        words = nearness.rare_words(text)
        question = stems(words)
        if within.nothing or not question:
            return []
        wide = size * 4 + len(exclude)
        rows, _total = self._page(_any(question), within, language, 0, wide, _LOOSE_LOOKED_AT)
        return nearness.alike(rows, words, size, exclude)

    def apply(self, upserts: Iterable[Document], deletes: Iterable[int] = ()) -> None:
        """See `SearchBackend`."""
        self._take_turn()
        table.store(*table.sorted_out(upserts, deletes))

    def catch_up(self, read: Callable[[], Batch]) -> None:
        """Apply what `read` finds; nobody else writes until the caller's commit."""
        self._take_turn()
        table.store(*table.sorted_out(*read()))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See `SearchBackend`; one transaction, so readers see all of the old or all of the new."""
        self._take_turn()
        *_before, done = table.refill(documents)
        db.session.commit()
        return done

    def health(self) -> Health:
        """See `SearchBackend`."""
        return Health(ok=True, backend="postgresql", documents=table.how_many())

    def _take_turn(self) -> None:
        db.session.execute(select(func.pg_advisory_xact_lock(_TURN)))

    def _page(
        self, asked: str, within: Within, language: str, start: int, size: int, among: int | None = None
    ) -> tuple[list[Any], int]:
        """Best rows first and how many there are; a loose question ranks only so many of them."""
        condition = and_(_matches(asked), *table.inside(within))
        found: Any = select(SearchDocument.id, _rank(asked, language).label("rank")).where(condition)
        if among is not None:
            found = found.limit(among)
        ranked = found.subquery()
        best = (
            select(ranked.c.id, ranked.c.rank, func.count().over().label("total"))
            .order_by(ranked.c.rank.desc(), ranked.c.id.desc())
            .offset(start)
            .limit(size)
            .subquery()
        )
        shown = (
            select(
                SearchDocument.id, SearchDocument.title, SearchDocument.language, best.c.total,
                func.left(SearchDocument.body, _LOOKED_AT).label("body"),
            )
            .join(best, best.c.id == SearchDocument.id)
            .order_by(best.c.rank.desc(), best.c.id.desc())
        )  # fmt: skip
        rows = list(db.session.execute(shown))
        if rows or not start:
            return rows, rows[0].total if rows else 0
        return rows, db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _matches(asked: str) -> ColumnElement[bool]:
    return SearchDocument.words.op("@@", is_comparison=True)(_tsquery(asked))


def _rank(asked: str, language: str) -> ColumnElement[float]:
    weights = cast(literal(_WEIGHTS, ARRAY(REAL)), ARRAY(REAL))
    rank = func.ts_rank(weights, SearchDocument.words, _tsquery(asked), _BY_LENGTH)
    return rank * case((SearchDocument.language == known_language(language), 1.2), else_=1.0)


def _tsquery(asked: str) -> ColumnElement[Any]:
    return cast(asked, TSQUERY)


def _all(question: Wanted) -> str:
    """Every word of the question, in whichever language a document is."""
    return " | ".join(
        "(" + " & ".join(table.lexeme(stem, language) for stem in found) + ")"
        for language, found in question.items()
    )


def _any(question: Wanted) -> str:
    """At least one word of the question."""
    return " | ".join(table.lexeme(stem, language) for language, found in question.items() for stem in found)
