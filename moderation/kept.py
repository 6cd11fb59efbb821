"""What every text is held against and hardly ever changes: kept by each process, so that writing asks the database little.

A change is felt at once in the process that makes it, and after at most SECONDS in the others: what slips through meanwhile
could as well have been sent a moment before. So nothing is kept here that forbids a person something: roles, measures
against somebody and the mode of a space are asked for each text.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, TypeVar

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from foundation.database import Base, FactSession, db

SECONDS = 5.0
# Who began to read before a change may still see what was there, so what is read this soon after one is not kept.
SETTLES = 1.0
_NAME = "moderation.kept"
_TOUCHED = "moderation.touched"
_changed: dict[type[Any], float] = {}
T = TypeVar("T")


class Kept(Generic[T]):
    """A plain value (no row of a session) that is read from tables, and kept until one of them changes."""

    def __init__(self, read: Callable[[], T], *tables: type[Base]) -> None:
        self.read, self.tables = read, tables

    def __call__(self) -> T:
        """The value of now; whoever is changing it sees the change before anybody else."""
        if self._is_being_changed():
            return self.read()
        shelf: dict[Kept[T], tuple[float, T]] = current_app.extensions.setdefault(_NAME, {})
        moment, known = monotonic(), shelf.get(self)
        if known is None or moment - known[0] >= SECONDS or not self._has_settled(known[0]):
            shelf[self] = known = moment, self.read()
        return known[1]

    def _has_settled(self, moment: float) -> bool:
        return all(moment > _changed.get(table, -SETTLES) + SETTLES for table in self.tables)

    def _is_being_changed(self) -> bool:
        session = db.session()
        waiting = (*session.new, *session.dirty, *session.deleted)
        touched = session.info.get(_TOUCHED, ())
        return any(isinstance(one, self.tables) for one in waiting) or any(
            table in touched for table in self.tables
        )


def changed(*tables: type[Base]) -> None:
    """Say that a statement changed a table past the session; rows that are added or set are noticed without it."""
    db.session.info.setdefault(_TOUCHED, set()).update(tables)


def forget(app: Flask) -> None:
    """Keep nothing, as at the start."""
    app.extensions.pop(_NAME, None)
    _changed.clear()


@event.listens_for(FactSession, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    rows = (*session.new, *session.dirty, *session.deleted)
    session.info.setdefault(_TOUCHED, set()).update(type(row) for row in rows)


@event.listens_for(FactSession, "after_transaction_end")
def _ended(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        _changed.update(dict.fromkeys(session.info.pop(_TOUCHED, ()), monotonic()))
