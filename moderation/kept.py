"""What every text is held against and hardly ever changes: kept by each process, so that writing asks the database little.

A stamp in the database is made anew by each transaction that changes such a table. A transaction asks for it once and
believes what is kept only under that very stamp, so a change holds in every process from its commit on.
"""

import secrets
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from flask import Flask, current_app
from sqlalchemy import Table, event, select, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from foundation.database import Base, FactSession, db
from foundation.upsert import insert_new

_NAME, _TOUCHED, _STAMP = "moderation.kept", "moderation.touched", "moderation.stamp"
_watched: set[Any] = set()
T = TypeVar("T")


class Stamp(Base):
    """The one row that says whether what a process keeps is still so."""

    __tablename__ = "moderation_kept"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stamp: Mapped[str]


class Kept(Generic[T]):
    """A plain value (no row of a session) that is read from tables, and kept until one of the watched ones changes."""

    def __init__(self, read: Callable[[], T], *tables: type[Base]) -> None:
        self.read = read
        _watched.update(table.__table__ for table in tables)

    def __call__(self) -> T:
        """The value of now; whoever is changing anything that is kept reads it from the tables and keeps nothing."""
        if _is_changing(db.session()):
            return self.read()
        shelf: dict[Kept[T], tuple[str | None, T]] = current_app.extensions.setdefault(_NAME, {})
        stamp, known = _stamp(), shelf.get(self)
        if known is None or known[0] != stamp:
            shelf[self] = known = stamp, self.read()
        return known[1]


def forget(app: Flask) -> None:
    """Keep nothing, as at the start."""
    app.extensions.pop(_NAME, None)


def _stamp() -> str | None:
    """The stamp as this transaction sees it; nothing while nothing was ever changed."""
    info = db.session.info
    if _STAMP not in info:
        info[_STAMP] = db.session.scalar(select(Stamp.stamp))
    found: str | None = info[_STAMP]
    return found


def _is_changing(session: Session) -> bool:
    waiting = (*session.new, *session.dirty, *session.deleted)
    return bool(session.info.get(_TOUCHED)) or not _watched.isdisjoint(_tables(waiting))


def _tables(rows: Iterable[Any]) -> set[Table]:
    return {row.__table__ for row in rows}


@event.listens_for(FactSession, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    if _is_changing(session):
        session.info[_TOUCHED] = True


@event.listens_for(FactSession, "do_orm_execute")
def _executed(asked: ORMExecuteState) -> None:
    """Notice what is changed past the session, too."""
    if not asked.is_select and getattr(asked.statement, "table", None) in _watched:
        asked.session.info[_TOUCHED] = True


@event.listens_for(FactSession, "before_commit")
def _stamped(session: Session) -> None:
    """Make the stamp anew as the last thing, so that nobody keeps anything under one that may yet be undone."""
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.pop(_TOUCHED, False):
        fresh = secrets.token_urlsafe(12)
        if not insert_new(Stamp, id=1, stamp=fresh):
            session.execute(update(Stamp).values(stamp=fresh))


@event.listens_for(FactSession, "after_transaction_end")
def _ended(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        for name in (_TOUCHED, _STAMP):
            session.info.pop(name, None)
