"""A database that is held or away: what can be read is read, the rest is put off quickly, nothing needs a restart."""

import contextvars
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, update

from accounts.models import MemberSession
from community.votes.queries import recount
from foundation.clock import now
from foundation.database import db
from foundation.settings import Settings
from tests.browser_client import Browser
from tests.factories.accounts import a_member
from tests.factories.ideas import an_idea
from wsgi import create_app

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site on a file of its own, in real transactions."""
    app = create_app(
        Settings(
            _env_file=None, env="test", database_url=f"sqlite:///{tmp_path / 'own.db'}", data_dir=tmp_path
        )
    )
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def waits() -> Iterator[list[int]]:
    """For how many milliseconds SQLite was asked to wait for its lock, each time: what a busy machine adds is not ours."""
    asked: list[int] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if told := re.match(r"PRAGMA busy_timeout=(\d+)", statement):
            asked.append(int(told[1]))

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_while_another_holds_the_lock_pages_open_and_changes_are_put_off(
    site: Flask, tmp_path: Path, waits: list[int]
) -> None:
    idea, member = an_idea(), a_member()
    db.session.commit()
    number, address = idea.id, f"/ideas/{idea.id}-{idea.slug}"
    browser = Browser(site).sign_in(member)
    db.session.commit()
    db.session.remove()
    other = sqlite3.connect(tmp_path / "own.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    waits.clear()

    def ask(method: str, url: str) -> tuple[int, str]:
        answer = contextvars.Context().run(browser.client.open, url, method=method)
        return answer.status_code, answer.headers.get("Retry-After", "")

    assert ask("GET", address)[0] == 200
    status, retry = ask("POST", f"/contributions/{number}/vote")
    assert (status, bool(retry)) == (503, True)
    assert 0 < sum(waits) <= 5000
    other.execute("ROLLBACK")
    assert ask("POST", f"/contributions/{number}/vote")[0] == 303
    assert recount(number)[1] == 1


def test_a_page_does_not_wait_to_note_who_reads_it(site: Flask, tmp_path: Path, waits: list[int]) -> None:
    member = a_member()
    db.session.commit()
    browser = Browser(site).sign_in(member)
    db.session.execute(update(MemberSession).values(seen_at=now() - timedelta(hours=5)))
    db.session.commit()
    db.session.remove()
    other = sqlite3.connect(tmp_path / "own.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waits.clear()
    assert contextvars.Context().run(browser.client.get, "/me").status_code == 200
    assert 0 < sum(waits) <= 500
    other.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("path", "accept"), [("/ideas/", "text/html"), ("/ideas/", "application/json"), ("/sign-in", "text/html")]
)
def test_a_database_server_that_is_away_is_said_in_words(tmp_path: Path, path: str, accept: str) -> None:
    app = create_app(
        Settings(
            _env_file=None,
            env="test",
            database_url="postgresql+psycopg://nobody@127.0.0.1:1/none",
            data_dir=tmp_path,
        )
    )
    client = app.test_client()
    with client.session_transaction() as session:
        session["token"] = "whatever"
    answer = contextvars.Context().run(client.get, path, headers={"Accept": accept, "Accept-Language": "fr"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.mimetype == ("text/html" if accept == "text/html" else "application/problem+json")
    assert "Nous sommes occupés" in (answer.text if accept == "text/html" else answer.json["title"])
