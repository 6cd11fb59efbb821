"""How a migration runs: in one transaction on both databases, so that one cut short leaves nothing behind."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from foundation.database import UTCDateTime, db
from migrations.scope import ours

UPGRADE_LOCK = 5_318_008  # any number of ours: two processes that start together must not both upgrade


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Write our own types as the plain ones they are stored as, so that migrations need none of our code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Bring the database to the wanted revision."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # Rebuilding a table drops the old one, which with foreign keys on would empty what points at it.
        # The switch works outside a transaction only.
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        include_object=ours,
        render_item=plain_type,
    )
    with context.begin_transaction():
        if not sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
        context.run_migrations()
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"rows would point at nothing after this upgrade: {broken[:5]}")
    if sqlite:
        driver.execute("PRAGMA foreign_keys=ON")


with db.engine.connect() as opened:
    run(opened)
