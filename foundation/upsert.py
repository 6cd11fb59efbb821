"""Insert a row unless it is there, in one statement on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from .clock import now
from .database import Base, db


def insert_new(table: type[Base], **values: Any) -> bool:
    """Insert a row unless one with the same key exists; answer whether it was new."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    if "created_at" in table.__table__.columns:
        values.setdefault("created_at", now())
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing()
    return bool(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]  # an insert's result counts
