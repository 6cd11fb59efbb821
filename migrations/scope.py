"""What migrations look after, and what they leave alone."""

from typing import Any

from foundation.database import db


def ours(_object: Any, name: str | None, _kind: str, reflected: bool, compared_to: Any) -> bool:
    """Leave alone what the models do not know, and the one index that only PostgreSQL has."""
    if name == "ix_search_document_words":
        return bool(db.engine.dialect.name == "postgresql")
    return not (reflected and compared_to is None and name is not None and name.startswith("search_"))
