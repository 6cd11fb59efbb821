from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from foundation.database import db
from migrations.scope import ours


def differences() -> list[Any]:
    """What the next migration would have to change."""
    with db.engine.connect() as connection:
        options = {"compare_type": True, "include_object": ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata))


def test_the_migrations_make_exactly_the_tables_of_the_models(migrated_app: Flask) -> None:
    assert differences() == []


def test_every_step_can_be_taken_back(migrated_app: Flask) -> None:
    flask_migrate.downgrade(revision="base")
    left = set(sa.inspect(db.engine).get_table_names()) & set(db.metadata.tables)
    assert left == set()


def test_an_upgrade_cut_short_leaves_nothing_behind(empty_app: Flask) -> None:
    @sa.event.listens_for(db.engine, "before_cursor_execute")
    def break_off(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("INSERT INTO alembic_version"):
            raise ConnectionAbortedError("the machine was switched off")

    with pytest.raises((ConnectionAbortedError, SystemExit)):
        flask_migrate.upgrade()
    assert sa.inspect(db.engine).get_table_names() == []
