"""One schema per run, one rolled-back transaction per test, on SQLite or PostgreSQL."""

import math
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine, make_url, text

import foundation.language
from foundation import revisions
from foundation.brand import Look, current
from foundation.database import db
from foundation.outbox import worker
from foundation.settings import Settings
from moderation import kept
from tests import servers
from tests.browser_client import Browser
from wsgi import create_app

pytest_plugins = ["tests.browser.fixtures"]  # one server and one Chromium for browser tests and journeys
POSTGRES = servers.POSTGRES


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what asks for no database, nor starts servers: it was tried on SQLite and cannot differ."""
    if not POSTGRES or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    apart = [item for item in items if not _asks_a_database(item)]
    config.hook.pytest_deselected(items=apart)
    items[:] = [item for item in items if item not in set(apart)]


def _asks_a_database(item: pytest.Item) -> bool:
    module = item.getparent(pytest.Module)
    known = vars(module.obj).values() if module else ()
    starts_some = any(one is servers or getattr(one, "__module__", "") == servers.__name__ for one in known)
    return starts_some or not {"database_url", "empty_app"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database of the kind under test."""
    if not POSTGRES:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        return
    name = f"ensemble_test_{uuid.uuid4().hex[:12]}"
    plain = make_url(POSTGRES).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the tests."""
    data: Path = tmp_path_factory.mktemp("data")
    return Settings(
        _env_file=None, env="test", database_url=database_url, data_dir=data, base_url="http://localhost",
        site_name="Maison Brume", synchronous="NORMAL", undo_seconds=0, audit_share=0,
    )  # fmt: skip


@pytest.fixture(scope="session")
def whole_app(settings: Settings) -> Iterator[Flask]:
    """The application, made once, with its tables."""
    foundation.language.compile_catalogues()
    app = create_app(settings)
    servers.keep_templates(app)
    with app.app_context():
        db.create_all()
        _note_version()
        yield_engine = db.engine
    # All tests together say more than the 500 statements that SQLAlchemy remembers.
    yield_engine.update_execution_options(compiled_cache={})
    yield app
    yield_engine.dispose()


def _note_version() -> None:
    """Say that the tables made from the models are those of the newest migration."""
    db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    for head in revisions.heads():
        db.session.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    db.session.commit()


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application inside a transaction that is undone after the test."""
    engines: dict[str | None, Engine] = db._app_engines[whole_app]
    engine = engines[None]
    connection = engine.connect()
    outer = connection.begin()
    engines[None] = connection  # type: ignore[assignment]  # a session binds to either
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    whole_app.extensions["brand"] = current.Kept(
        look=Look(), looked=math.inf
    )  # asked again when one is saved
    kept.forget(whole_app)
    whole_app.extensions.pop("portal.home", None)  # kept for a minute, longer than a test
    with whole_app.app_context():
        yield whole_app
        db.session.remove()
    # Files know no rollback.
    shutil.rmtree(whole_app.extensions["settings"].data_dir / "index", ignore_errors=True)
    engines[None] = engine
    if outer.is_active:
        outer.rollback()
    connection.close()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser nobody has signed in with."""
    return Browser(app)


@pytest.fixture
def drain(app: Flask) -> Callable[[], int]:
    """Do all the work that is due in the outbox."""

    def do() -> int:
        db.session.commit()
        done = worker.drain()
        db.session.expire_all()
        return done

    return do
