"""The outbox feeds the index, from the sources that others register."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation import search
from foundation.clock import now
from foundation.database import db
from foundation.outbox import OutboxJob
from foundation.search import Document, index
from foundation.search.careful import CarefulBackend
from foundation.search.engine import engine
from foundation.search.models import SearchDocument
from foundation.search.rows import RowsBackend
from foundation.search.sources import Source
from foundation.search.whoosh_index import Busy, WhooshBackend
from foundation.settings import ROOT

pytestmark = pytest.mark.slow

Shelf = dict[int, Document]


@pytest.fixture
def shelf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Documents of a package above, which may change at any time."""
    documents: Shelf = {}

    def load(ids: Collection[int]) -> list[Document]:
        return [documents[id_] for id_ in ids if id_ in documents]

    monkeypatch.setattr(app.extensions["search"], "sources", [Source(("idea",), load, documents.values)])
    return documents


def mug(id_: int, title: str = "Mug", **given: str) -> Document:
    return Document(id_, "idea", 1, "en", title, "", **given)


def open_jobs() -> int:
    question = select(func.count()).where(OutboxJob.kind == "search.apply", OutboxJob.done_at.is_(None))
    return db.session.scalar(question) or 0


def test_what_was_touched_is_found(shelf: Shelf, drain: Callable[[], int]) -> None:
    shelf[1] = mug(1)
    search.touch(1)
    drain()
    assert index().query("mugs", "en").ids == [1]


def test_what_is_gone_or_hidden_is_not_found_any_more(shelf: Shelf, drain: Callable[[], int]) -> None:
    shelf.update({1: mug(1), 2: mug(2), 3: mug(3)})
    search.touch(1, 2, 3)
    drain()
    del shelf[1]
    shelf[2] = mug(2, state="held")
    search.touch(1, 2)
    drain()
    assert index().query("mug", "en").ids == [3]


def test_jobs_that_wait_together_are_done_together(
    shelf: Shelf, drain: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    monkeypatch.setattr(search.sources, "load", lambda ids: (batches.append(len(ids)), ([], []))[1])
    for id_ in range(1, 31):
        search.touch(id_)
    drain()
    assert batches == [30]
    assert open_jobs() == 0


def test_a_change_after_the_reading_is_not_lost(
    shelf: Shelf, drain: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    load = search.sources.load

    def load_then_change(ids: list[int]) -> tuple[list[Document], list[int]]:
        found = load(ids)
        if shelf[1].title == "Mug":
            shelf[1] = mug(1, "Teapot")
            db.session.add(OutboxJob(kind="search.apply", payload={"ids": [1]}, run_at=now()))
            db.session.commit()
        return found

    monkeypatch.setattr(search.sources, "load", load_then_change)
    shelf[1] = mug(1)
    search.touch(1)
    drain()
    assert index().query("teapot", "en").ids == [1]
    assert index().query("mug", "en").ids == []


def test_an_undone_change_leaves_no_job(shelf: Shelf) -> None:
    before = open_jobs()
    search.touch(1)
    db.session.rollback()
    assert open_jobs() == before


def test_the_rebuild_command_says_how_much_can_be_found(app: Flask, shelf: Shelf) -> None:
    shelf.update({id_: mug(id_) for id_ in range(1, 8)})
    engine().rebuild(shelf.values())
    assert index().health().documents == 7
    assert {"rebuild", "health"} <= set(app.cli.commands["search"].commands)  # type: ignore[attr-defined]


@pytest.fixture
def files(app: Flask, tmp_path: Path) -> WhooshBackend:
    db.session.query(SearchDocument).delete()
    return WhooshBackend(tmp_path / "index")


def test_an_absent_index_is_made_from_the_rows_at_the_next_change(files: WhooshBackend) -> None:
    files.apply([mug(1)])
    again = WhooshBackend(files.folder.parent / "other")
    assert not again.health().ok
    again.apply([mug(2)])
    assert sorted(again.query("mug", "en").ids) == [1, 2]


@pytest.mark.parametrize("damage", ["*/*.seg", "*/*.toc"])
def test_while_the_files_are_broken_the_rows_answer(
    app: Flask, shelf: Shelf, drain: Callable[[], int], damage: str
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL is its own index")
    shelf[1] = mug(1)
    search.touch(1)
    drain()
    folder: Path = app.extensions["search"].folder
    for file in folder.glob(damage):
        file.unlink()
    app.extensions["search"].engine = CarefulBackend(WhooshBackend(folder))
    assert index().query("mug", "en").ids == [1]
    assert not index().health().ok
    search.touch(1)
    drain()
    assert index().health().ok
    assert index().query("mug", "en").ids == [1]


def test_before_the_first_document_no_index_is_missed(app: Flask, files: WhooshBackend) -> None:
    assert CarefulBackend(files).health().ok
    RowsBackend().apply([mug(1)])
    assert not CarefulBackend(files).health().ok


def test_two_do_not_write_at_once(files: WhooshBackend) -> None:
    other = WhooshBackend(files.folder)
    with files.turn(), pytest.raises(Busy), other.turn():
        pass


def test_a_reader_sees_what_another_process_wrote(files: WhooshBackend) -> None:
    other = WhooshBackend(files.folder)
    files.apply([mug(1)])
    assert other.query("mug", "en").ids == [1]
    files.apply([mug(2)], [1])
    assert other.query("mug", "en").ids == [2]
    files.rebuild([mug(3)])
    assert other.query("mug", "en").ids == [3]


def test_many_ask_while_one_writes(app: Flask, files: WhooshBackend) -> None:
    files.rebuild(mug(id_) for id_ in range(1, 51))
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                total = files.query("mug", "en", space_ids=[1]).total
                wrong.extend([] if total == 50 else [total])
            except Exception as fault:
                wrong.append(fault)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for id_ in range(1, 11):
        files.apply([mug(id_, f"Mug {id_}")])
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


WRITER = """
import sys
from pathlib import Path
from foundation.search import Document, table
from foundation.search.whoosh_index import WhooshBackend
table.store = lambda upserts, gone: None
table.stored = lambda: iter(())
backend = WhooshBackend(Path(sys.argv[1]))
turn = 0
while True:
    turn += 1
    backend.apply([Document(id_, "idea", 1, "en", f"Mug {turn}", "tea " * 20) for id_ in range(1, 101)])
    print(turn, flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_a_usable_index(files: WhooshBackend) -> None:
    files.apply([mug(id_) for id_ in range(1, 101)])
    for delay in (0.0, 0.03, 0.07, 0.11, 0.16):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(files.folder)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(delay)
            writer.send_signal(signal.SIGKILL)
        reader = WhooshBackend(files.folder)
        assert reader.query("mug", "en").total == 100
        assert reader.health().documents == 100
    files.apply([mug(101)])
    assert files.query("mug", "en").total == 101
