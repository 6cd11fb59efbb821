"""Insert rows unless they are there, in one statement on both databases."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from .clock import now
from .database import Base, db


def insert_new(table: type[Base], **values: Any) -> bool:
    """Insert a row unless one with the same key exists; answer whether it was new."""
    db.session.flush()
    first_key = next(iter(table.__table__.primary_key))
    statement = _insert(table, _dialect()).returning(first_key)
    return db.session.execute(statement, _dated(table, values)).first() is not None


def insert_all_new(table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of the same columns at once, but those whose key exists."""
    if rows:
        db.session.flush()
        db.session.execute(_insert(table, _dialect()), [_dated(table, row) for row in rows])


def _dated(table: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    return {"created_at": now()} | values if "created_at" in table.__table__.columns else values


def _dialect() -> str:
    return db.session.get_bind().dialect.name


@cache
def _insert(table: type[Base], dialect: str) -> Any:
    """Made once, for nothing of it depends on the row."""
    maker = postgresql if dialect == "postgresql" else sqlite
    return maker.insert(table.__table__).on_conflict_do_nothing()
