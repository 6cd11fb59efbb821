"""The database: one session, two engines, and who may take the write lock.

SQLite starts a transaction deferred and upgrades it at the first write, which loses updates or fails
at once under load. So the driver's own transactions are off and BEGIN is ours: IMMEDIATE for what may
write, plain for reads.
"""

import math
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask, g, has_app_context, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, CursorResult, DateTime, Delete, Dialect, Engine, MetaData, Update, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import TypeDecorator

from . import facts
from .settings import Settings
from .turns import Line, Lines

READS = frozenset({"GET", "HEAD", "OPTIONS"})
PATIENCE = {"request": 4.0, "aside": 0.1, "else": 10.0}
"""Seconds to wait for SQLite's one write lock: a person, a note that may be dropped, a job or a command."""
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(naming_convention=NAMES)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python; PostgreSQL keeps the zone, SQLite gets naive UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every moment back aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class FactSession(FlaskSession):
    """A session whose commit also delivers the facts told in it."""

    def commit(self) -> None:
        """Commit, then let the listeners hear."""
        told = facts.take(self.info)
        super().commit()
        if has_request_context():
            g.wrote = True
        facts.deliver(told)

    def rollback(self) -> None:
        """Undo, and forget what was told."""
        facts.take(self.info)
        super().rollback()


TURN = "turn to write"
_lines = Lines()
db = SQLAlchemy(model_class=Base, session_options={"class_": FactSession})


def may_write() -> bool:
    """Whether a transaction begun now takes the write lock (see `writing`)."""
    if has_app_context() and "writing" in g:
        return bool(g.writing)
    if not has_request_context():
        return True
    return request.method not in READS and "wrote" not in g


@contextmanager
def writing(*, aside: bool = False) -> Iterator[None]:
    """Let a read request, or a request that has committed, write in a transaction of its own.

    `aside`: what is written may as well be dropped, so nobody waits for it.
    """
    db.session.rollback()
    g.writing, g.aside = True, aside
    try:
        yield
        db.session.commit()
    finally:
        db.session.rollback()
        g.pop("writing", None)
        g.pop("aside", None)


@contextmanager
def beforehand() -> Iterator[None]:
    """Commit something ahead of the deed of a request, which stays free to write and may yet be refused."""
    with writing():
        yield
    if has_request_context():
        g.pop("wrote", None)


@contextmanager
def reading() -> Iterator[None]:
    """Let a write request look things up without the write lock, before slow work such as hashing."""
    db.session.rollback()
    g.writing = False
    try:
        yield
    finally:
        db.session.rollback()
        g.pop("writing", None)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    connection.create_function("ln", 1, _ln, deterministic=True)
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "mmap_size=134217728"):
        connection.execute(f"PRAGMA {pragma}")


def _ln(value: float | None) -> float | None:
    return None if value is None or value <= 0 else math.log(value)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if not may_write():
        connection.exec_driver_sql("BEGIN")
        return
    line, patience, began = (
        _lines.before(str(connection.engine.url)),
        PATIENCE[_who_waits()],
        time.monotonic(),
    )
    if TURN not in connection.info and line.enter(patience):
        connection.info[TURN] = line
    left = max(0.05, patience - (time.monotonic() - began))
    connection.exec_driver_sql(f"PRAGMA busy_timeout={left * 1000:.0f}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _who_waits() -> str:
    if not has_request_context():
        return "else"
    return "aside" if g.get("aside") else "request"


def rows_changed(statement: Update | Delete) -> int:
    """Change rows where they lie and answer how many: none tells who came too late; what is loaded stays as it was."""
    done = db.session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(done, CursorResult)
    return done.rowcount


@event.listens_for(Pool, "checkin")
def _give_up_turn(_connection: Any, record: ConnectionPoolEntry) -> None:
    line: Line | None = record.info.pop(TURN, None)
    if line is not None:
        line.leave()


def init_app(app: Flask, settings: Settings) -> None:
    """Configure the engine; no connection is opened here."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", _engine_options(settings))
    db.init_app(app)
    if settings.sqlite:
        with app.app_context():
            event.listen(db.engine, "connect", _durability(settings.synchronous))


def _durability(level: str) -> Any:
    def set_level(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute(f"PRAGMA synchronous={level}")

    return set_level


def _engine_options(settings: Settings) -> dict[str, Any]:
    if settings.sqlite:
        return {
            "connect_args": {"check_same_thread": False},
            "hide_parameters": True,
            "pool_size": 20,
            "max_overflow": 60,
            "pool_timeout": 10,
        }
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 20,
        "pool_timeout": 5,
        "connect_args": {"connect_timeout": 5},
    }
