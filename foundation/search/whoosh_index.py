"""The index beside a SQLite database: files made by Whoosh, one writer, any number of readers.

`Searcher.refresh()` of this Whoosh goes on serving deleted documents, so a reader is always opened anew.
The index lives in a folder of its own name; `current` says which, so a rebuilt one takes over in one step.
"""

import fcntl
import heapq
import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_files
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError

from foundation.database import db, reading
from foundation.search import nearness, table
from foundation.search.documents import ABSENT, Document, Health, Hits, Within, window
from foundation.search.excerpts import hits
from foundation.search.lists import Lists, best
from foundation.search.questions import stems, wanted
from foundation.search.words import LANGUAGES, analyse, known_language

log = logging.getLogger(__name__)

PATIENCE = 10.0
END_OF_TITLE = "\x00"
TITLE_WEIGHT = 3.0
MOST_LOOSE = 100
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
    lists: Lists


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
        own = known_language(language)
        with self._reader() as lists:
            if within.nothing or not question:
                return Hits()
            found = lists.search(question, own, within, every=True)
            if not found:
                loose = lists.search(question, own, within, every=False)
                found = heapq.nlargest(MOST_LOOSE, loose)
            rows = [_document(lists.stored(number)) for number in best(found, start, start + size)]
        return hits(rows, len(found), question)

    def suggest(
        self, text: str, *, kinds: Collection[str] | None = None, space_ids: Collection[int] | None = None
    ) -> str | None:
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)

        def holds(word: str) -> bool:
            with self._reader() as lists:
                return bool(lists.search(stems([word]), "", within, every=False))

        return None if within.nothing else nearness.corrected(text, holds)

    def similar(
        self, text: str, language: str, *, kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None, size: int = 5, exclude: Collection[int] = (),
    ) -> list[int]:  # fmt: skip
        """See `SearchBackend`."""
        within = Within(kinds, space_ids)
        words = nearness.rare_words(text)
        question = stems(words)
        with self._reader() as lists:
            if within.nothing or not question:
                return []
            found = lists.search(question, known_language(language), within, every=False)
            wide = best(found, 0, size * 4 + len(exclude))
            rows = [_document(lists.stored(number)) for number in wide]
        return nearness.alike(rows, words, size, exclude)

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
            with self._reader() as lists:
                return Health(ok=True, backend="whoosh", documents=lists.reader.doc_count())
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
    def _reader(self) -> Iterator[Lists]:
        """The newest state of the index; a reader keeps places in files, so one thread at a time asks it."""
        with self._asking:
            try:
                yield self._fresh().lists
            except Exception:
                self._opened = None
                raise

    def _fresh(self) -> _Open:
        name, before = self._current(), self._opened
        if before is None or before.name != name:
            files = self._files(name)
            self._opened = _Open(name, files, Lists(files.reader()))
        elif before.files.latest_generation() != before.lists.reader.generation():
            self._opened = _Open(name, before.files, Lists(before.files.reader(), before.lists))
        else:
            return before
        if before is not None:
            before.lists.reader.close()
        return self._opened


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
