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
    first_key = next(iter(table.__table__.primary_key))
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing().returning(first_key)
    return db.session.execute(statement).first() is not None
