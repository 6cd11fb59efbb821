"""The kinds of index that must answer alike."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from foundation.database import db
from foundation.search import SearchBackend
from foundation.search.models import SearchDocument, SearchWord
from foundation.search.postgres import PostgresBackend
from foundation.search.rows import RowsBackend
from foundation.search.whoosh_index import WhooshBackend


@pytest.fixture(params=["whoosh", "postgresql", "rows"])
def backend(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> SearchBackend:
    """An empty index of each kind."""
    if request.param == "postgresql" and db.engine.dialect.name != "postgresql":
        pytest.skip("the database under test is SQLite")
    db.session.execute(delete(SearchDocument))
    db.session.execute(delete(SearchWord))
    return {"whoosh": lambda: WhooshBackend(tmp_path), "postgresql": PostgresBackend, "rows": RowsBackend}[
        request.param
    ]()
