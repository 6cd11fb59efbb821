"""The index beside a SQLite database: files made by Whoosh, one writer, any number of readers.

`Searcher.refresh()` of this Whoosh goes on serving deleted documents, so a reader is always opened anew.
The index lives in a folder of its own name; `current` says which, so a rebuilt one takes over in one step.
"""

import fcntl
import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_files
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.query import And, Or, Query, Term

from foundation.database import db, reading
from foundation.search import nearness, table
from foundation.search.documents import ABSENT, Document, Health, Hits, Within, window
from foundation.search.excerpts import excerpt
from foundation.search.questions import Wanted, stems, wanted
from foundation.search.words import LANGUAGES, analyse, known_language

log = logging.getLogger(__name__)

PATIENCE = 10.0
END_OF_TITLE = "\x00"
TITLE_WEIGHT = 3.0
OWN_LANGUAGE = 1.2
MOST_LOOSE = 100
MOST_FILTERS = 16
Batch = tuple[Iterable[Document], Iterable[int]]


class IndexAbsent(Exception):
    """There is no index to ask."""


class Busy(Exception):
    """Another process is writing the index."""


class Words(Analyzer):
    """Whoosh's way to our analysis; kept in the index's schema, so it must be found again by name.

    Title and body are one field, the title's words weighing more: half as many lists to read per question.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, value: str, **_wishes: Any) -> Iterator[Token]:
        """The stems, one reused token as Whoosh has it."""
        title, _between, body = value.partition(END_OF_TITLE)
        for text, weight in ((title, TITLE_WEIGHT), (body, 1.0)):
            token = Token(boost=weight)
            for token.text in analyse(text, self.language):
                yield token

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)


def _schema() -> Schema:
    fields: dict[str, Any] = {
        "id": ID(unique=True, stored=True), "kind": ID(stored=True), "space": ID(stored=True),
        "language": STORED(), "title": STORED(), "body": STORED(),
    }  # fmt: skip
    for language in LANGUAGES:
        fields[f"text_{language}"] = TEXT(analyzer=Words(language), phrase=False)
    return Schema(**fields)


@dataclass
class _Open:
    name: str
    files: Any
    searcher: Any
    filters: dict[Any, set[int]] = field(default_factory=dict)


class WhooshBackend:
    """The six verbs on files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._asking = threading.Lock()
        self._turns = threading.RLock()
        self._depth = 0
        self._opened: _Open | None = None

    def query(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, page: int = 1, size: int = 20,
    ) -> Hits:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        question = wanted(text, language)
        start, size = window(page, size)
        with self._reader() as opened:
            if within.nothing or not question:
                return Hits()
            own = known_language(language)
            rows, total = self._search(opened, _all(opened, question, own), within, start, start + size)
            if not total:
                rows, total = self._search(
                    opened, _any(opened, question, own), within, start, min(start + size, MOST_LOOSE)
                )
                total = min(total, MOST_LOOSE)
        ids = [int(row["id"]) for row in rows]
        passages = {int(row["id"]): excerpt(row["body"], question, row["language"]) for row in rows}
        return Hits(ids, total, passages)

    def suggest(
        self, text: str, *, kinds: Collection[str] | None = None, space_ids: Collection[int] | None = None
    ) -> str | None:
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)

        def holds(word: str) -> bool:
            with self._reader() as opened:
                question = stems([word])
                return (
                    bool(question) and self._search(opened, _any(opened, question, ""), within, 0, 1)[1] > 0
                )

        return None if within.nothing else nearness.corrected(text, holds)

    def similar(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, size: int = 5, exclude: Collection[int] = (),
    ) -> list[int]:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        words = nearness.rare_words(text)
        question = stems(words)
        with self._reader() as opened:
            if within.nothing or not question:
                return []
            own, wide = known_language(language), size * 4 + len(exclude)
            rows, _total = self._search(opened, _any(opened, question, own), within, 0, wide)
        near = [
            row for row in rows if nearness.share_enough(words, row["title"], row["body"], row["language"])
        ]
        return [int(row["id"]) for row in near if int(row["id"]) not in exclude][:size]

    def apply(self, upserts: Iterable[Document], deletes: Iterable[int] = ()) -> None:
        """See `SearchBackend`; the files are written at once, the rows with the caller's commit."""
        with self.turn():
            self._write(*table.sorted_out(upserts, deletes))

    def catch_up(self, read: Callable[[], Batch]) -> None:
        """Apply what `read` finds; nobody else writes meanwhile, and no lock on the database is held."""
        with self.turn():
            with reading():
                batch = table.sorted_out(*read())
            self._write(*batch)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See `SearchBackend`."""
        with self.turn():
            with reading():
                files = self._build(documents)
            with files.reader() as made:
                rows = (_document(row) for row in made.all_stored_fields())
                for _done in table.refill(rows):
                    db.session.commit()
                return int(made.doc_count())

    def health(self) -> Health:
        """See `SearchBackend`."""
        try:
            with self._reader() as opened:
                return Health(ok=True, backend="whoosh", documents=opened.searcher.doc_count())
        except IndexAbsent:
            return Health(ok=False, backend="whoosh", detail=ABSENT)
        except Exception as fault:
            return Health(ok=False, backend="whoosh", detail=type(fault).__name__)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be the one writer, among threads and processes."""
        if not self._turns.acquire(timeout=PATIENCE):
            raise Busy
        try:
            self._depth += 1
            if self._depth > 1:
                yield
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "writer.lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as taken:
                    raise Busy from taken
                yield
        finally:
            self._depth -= 1
            self._turns.release()

    def _write(self, upserts: Collection[Document], gone: Collection[int]) -> None:
        if not upserts and not gone:
            return
        try:
            _put(self._files(self._current()), upserts, gone)
        except LockError as taken:
            raise Busy from taken
        except Exception as fault:
            if not isinstance(fault, IndexAbsent):
                log.exception("the search index is broken and is made again from the rows")
            _put(self._build(table.stored()), upserts, gone)
        table.store(upserts, gone)

    def _build(self, documents: Iterable[Document]) -> Any:
        name = secrets.token_hex(8)
        (self.folder / name).mkdir(parents=True)
        files = FileStorage(str(self.folder / name)).create_index(_schema())
        writer = files.writer(limitmb=256)
        for document in table.each_once(documents):
            writer.add_document(**_fields(document))
        writer.commit()
        pointer = self.folder / f"current.{name}"
        pointer.write_text(name)
        pointer.replace(self.folder / "current")
        for other in self.folder.iterdir():
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)
        return files

    def _current(self) -> str:
        try:
            return (self.folder / "current").read_text()
        except OSError as missing:
            raise IndexAbsent from missing

    def _files(self, name: str) -> Any:
        return whoosh_files.open_dir(str(self.folder / name))

    @contextmanager
    def _reader(self) -> Iterator[_Open]:
        """The newest state of the index; a reader keeps places in files, so one thread at a time asks it."""
        with self._asking:
            try:
                yield self._fresh()
            except Exception:
                self._opened = None
                raise

    def _fresh(self) -> _Open:
        name = self._current()
        opened = self._opened
        if opened is None or opened.name != name:
            if opened is not None:
                opened.searcher.close()
            files = self._files(name)
            opened = self._opened = _Open(name, files, files.searcher())
        elif not opened.searcher.up_to_date():
            opened.searcher.close()
            opened = self._opened = _Open(name, opened.files, opened.files.searcher())
        return opened

    def _search(
        self, opened: _Open, question: Query, within: Within, start: int, end: int
    ) -> tuple[list[Any], int]:
        """The stored fields of the best documents from one place to another, and how many match."""
        allowed = _filter(opened, within)
        if allowed is not None and not allowed:
            return [], 0  # Whoosh takes an empty filter for none
        found = opened.searcher.search(question, limit=None, filter=allowed)  # once, and counted
        return [found[place].fields() for place in range(start, min(end, found.scored_length()))], len(found)


def _put(files: Any, upserts: Collection[Document], gone: Collection[int]) -> None:
    writer = files.writer(timeout=PATIENCE)
    try:
        for id_ in {*gone, *(document.id for document in upserts)}:
            writer.delete_by_term("id", str(id_))
        for document in upserts:
            writer.add_document(**_fields(document))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _filter(opened: _Open, within: Within) -> set[int] | None:
    """The documents within a filter, found once for each state of the index."""
    if within.kinds is None and within.space_ids is None:
        return None
    kinds = None if within.kinds is None else frozenset(within.kinds)
    spaces = None if within.space_ids is None else frozenset(within.space_ids)
    if (kinds, spaces) not in opened.filters:
        parts = []
        if kinds is not None:
            parts.append(Or([Term("kind", kind) for kind in sorted(kinds)]))
        if spaces is not None:
            parts.append(Or([Term("space", str(space)) for space in sorted(spaces)]))
        if len(opened.filters) >= MOST_FILTERS:
            opened.filters.clear()
        # A set, since Whoosh's own kind of set counts itself for each document it is asked about.
        opened.filters[kinds, spaces] = set(opened.searcher.docs_for_query(And(parts)))
    return opened.filters[kinds, spaces]


def _all(opened: _Open, question: Wanted, own: str) -> Query:
    """Every word of the question, in whichever language a document is."""
    known = {language: _known(opened, found, language) for language, found in question.items()}
    whole = {language: terms for language, terms in known.items() if len(terms) == len(question[language])}
    return Or([And(terms, boost=_boost(language, own)) for language, terms in whole.items()])


def _any(opened: _Open, question: Wanted, own: str) -> Query:
    """At least one word of the question."""
    return Or(
        [
            Or(_known(opened, found, language), boost=_boost(language, own))
            for language, found in question.items()
        ]
    )


def _known(opened: _Open, found: list[str], language: str) -> list[Query]:
    reader = opened.searcher.reader()
    return [Term(f"text_{language}", stem) for stem in found if (f"text_{language}", stem) in reader]


def _boost(language: str, own: str) -> float:
    return OWN_LANGUAGE if language == own else 1.0


def _fields(document: Document) -> dict[str, str]:
    language = known_language(document.language)
    return {
        "id": str(document.id),
        "kind": document.kind,
        "space": str(document.space_id),
        "language": language,
        "title": document.title,
        "body": document.body,
        f"text_{language}": f"{document.title}{END_OF_TITLE}{document.body}",
    }


def _document(row: dict[str, Any]) -> Document:
    return Document(
        int(row["id"]), row["kind"], int(row["space"]), row["language"], row["title"], row["body"]
    )
