"""bin/bench lists: how long the database takes for each list, at 20,000 ideas and a million votes."""

import argparse
import contextvars
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, make_url

from foundation.database import db
from foundation.settings import Settings
from wsgi import create_app

from .people import People
from .postgres import throwaway
from .seed import Size, seed

LISTS = (
    "/ideas/",
    "/ideas/?sort=wanted",
    "/ideas/?sort=new",
    "/ideas/?status=planned",
    "/ideas/?status=declined&sort=wanted",
    "/ideas/?status=all",
    "/ideas/?space=coffee",
    "/ideas/?mine=1",
    "/roadmap",
    "/changelog",
    "/",
    "/notices",
)
BUDGET_MS = 10.0

Asked = list[tuple[str, Any]]


@contextmanager
def listening(engine: Engine) -> Iterator[Asked]:
    """Write down every statement with its values."""
    asked: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def milliseconds(engine: Engine, statement: str, values: Any, times: int = 9) -> float:
    """Median time of a statement with all its rows."""
    taken = []
    with engine.connect() as connection:
        for _time in range(times):
            begin = time.perf_counter()
            connection.exec_driver_sql(statement, values).fetchall()
            taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def measure(app: Flask) -> dict[str, tuple[int, float]]:
    """Statements and milliseconds of each list, for a signed-in member."""
    with app.app_context():
        engine = db.engine
    cookie = People(app).cookie(5)
    result = {}
    for path in LISTS:
        _ask(app, engine, path, cookie)
        found = _ask(app, engine, path, cookie)
        result[path] = (len(found), sum(milliseconds(engine, *one) for one in found))
    return result


def _ask(app: Flask, engine: Engine, path: str, cookie: str) -> Asked:
    """What one view of a page asks the database."""
    client = app.test_client(use_cookies=False)
    with listening(engine) as asked:
        answer = contextvars.Context().run(client.get, path, headers={"Cookie": cookie})
    assert answer.status_code == 200, (path, answer.status_code)
    return [one for one in asked if one[0].lstrip().upper().startswith("SELECT")]


def main(words: list[str] | None = None) -> None:
    """Measure, print, and fail when a list is over its budget."""
    parser = argparse.ArgumentParser(prog="bin/bench lists", description=__doc__)
    parser.add_argument("--ideas", type=int, default=20_000)
    parser.add_argument("--members", type=int, default=5_000)
    parser.add_argument("--votes", type=int, default=1_000_000)
    parser.add_argument("--postgres", default="", help="server address; SQLite without it")
    given = parser.parse_args(words)
    size = Size(given.ideas, given.members, given.votes, 20_000)
    folder = Path(tempfile.mkdtemp(prefix="ensemble-lists-"))
    try:
        if given.postgres:
            with throwaway(given.postgres) as (url, _postmaster):
                slow = _print(url, folder, size)
        else:
            slow = _print(f"sqlite:///{folder / 'lists.db'}", folder, size)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    raise SystemExit(f"over {BUDGET_MS} ms: {', '.join(slow)}" if slow else 0)


def _print(url: str, folder: Path, size: Size) -> list[str]:
    os.environ["ENSEMBLE_DATA_DIR"] = str(folder)
    app = create_app(Settings(_env_file=None, env="test", database_url=url, data_dir=folder))
    seed(app, size)
    print(f"{make_url(url).get_backend_name()}: {size}")
    measured = measure(app)
    for path, (count, taken) in measured.items():
        print(f"{path:40} {count:3} statements {taken:8.2f} ms")
    with app.app_context():
        db.engine.dispose()
    return [path for path, (_count, taken) in measured.items() if taken > BUDGET_MS]
