"""An index of files with the rows behind it: a page of results is never lost to a damaged file."""

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from foundation.search import table
from foundation.search.documents import ABSENT, Document, Health, Hits
from foundation.search.rows import RowsBackend
from foundation.search.whoosh_index import Batch, IndexAbsent, WhooshBackend

log = logging.getLogger(__name__)
T = TypeVar("T")


class CarefulBackend:
    """Asks the files, and the rows when the files do not answer."""

    def __init__(self, files: WhooshBackend) -> None:
        self.files = files
        self.rows = RowsBackend()

    def query(self, text: str, language: str, **how: Any) -> Hits:
        """See `SearchBackend`."""
        return self._ask(lambda index: index.query(text, language, **how))

    def suggest(self, text: str, **how: Any) -> str | None:
        """See `SearchBackend`."""
        return self._ask(lambda index: index.suggest(text, **how))

    def similar(
        self, text: str, language: str, *, size: int = 5, exclude: Collection[int] = (), **how: Any
    ) -> list[int]:
        """See `SearchBackend`."""
        return self._ask(lambda index: index.similar(text, language, size=size, exclude=exclude, **how))

    def apply(self, upserts: Iterable[Document], deletes: Iterable[int] = ()) -> None:
        """See `SearchBackend`."""
        self.files.apply(upserts, deletes)

    def catch_up(self, read: Callable[[], Batch]) -> None:
        """Apply what `read` finds."""
        self.files.catch_up(read)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See `SearchBackend`."""
        return self.files.rebuild(documents)

    def health(self) -> Health:
        """See `SearchBackend`; before the first document no index is missed."""
        found = self.files.health()
        return found if found.ok or found.detail != ABSENT or table.how_many() else replace(found, ok=True)

    def _ask(self, question: Callable[[WhooshBackend | RowsBackend], T]) -> T:
        try:
            return question(self.files)
        except IndexAbsent:
            return question(self.rows)
        except Exception:
            log.exception("the search index is broken; the rows answer")
            return question(self.rows)
