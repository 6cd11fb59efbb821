"""Rows of every table, out of one database and into another, whatever kind either is.

Written as JSON lines; what JSON has no word for is a small object with a sign. The search tables are left out:
they are made anew from the others.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Integer, MetaData, Table, func, insert, select, text

from foundation.database import Base

BATCH = 500
DERIVED = "search_"
VERSION = "alembic_version"
SIGN = "$"

Row = list[Any]


def ours() -> list[Table]:
    """The tables of the models, parents first."""
    return [table for table in Base.metadata.sorted_tables if not table.name.startswith(DERIVED)]


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


def is_empty(connection: Connection) -> bool:
    """Whether no table of the database has a row."""
    found = MetaData()
    found.reflect(connection)
    return not any(
        connection.scalar(select(1).select_from(table).limit(1))
        for table in found.tables.values()
        if table.name != VERSION
    )


def lines(connection: Connection, table: Table) -> Iterator[str]:
    """The rows of a table as JSON lines, by primary key; the first line names the columns."""
    yield json.dumps([column.name for column in table.columns])
    question = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    for row in connection.execute(question):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return {SIGN: "moment", "is": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {SIGN: "day", "is": value.isoformat()}
    if isinstance(value, Decimal):
        return {SIGN: "decimal", "is": str(value)}
    if isinstance(value, bytes):
        return {SIGN: "bytes", "is": base64.b64encode(value).decode()}
    return {SIGN: "json", "is": value}


def _decoders(dialect: str) -> dict[str, Callable[[Any], Any]]:
    def moment(written: str) -> datetime:
        read = datetime.fromisoformat(written)
        return read.replace(tzinfo=None) if dialect == "sqlite" else read

    return {
        "moment": moment,
        "day": date.fromisoformat,
        "decimal": Decimal,
        "bytes": base64.b64decode,
        "json": lambda value: value,
    }


def load(connection: Connection, name: str, written: Iterable[str]) -> int:
    """Put JSON lines into the table of that name as it is in this database; answer how many rows."""
    rows = iter(written)
    columns = json.loads(next(rows))
    table = Table(name, MetaData(), autoload_with=connection)
    decoders = _decoders(connection.dialect.name)
    loaded, batch = 0, []
    for line in rows:
        batch.append(dict(zip(columns, (_own(value, decoders) for value in json.loads(line)), strict=True)))
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            loaded, batch = loaded + len(batch), []
    if batch:
        connection.execute(insert(table), batch)
    return loaded + len(batch)


def _own(value: Any, decoders: dict[str, Callable[[Any], Any]]) -> Any:
    return decoders[value[SIGN]](value["is"]) if isinstance(value, dict) else value


def before_loading(connection: Connection, tables: Iterable[str]) -> None:
    """Put off foreign keys to the end: a comment may stand before the one it answers."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        return
    for table, key in _foreign_keys(connection, tables):
        connection.execute(
            text(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" DEFERRABLE INITIALLY DEFERRED')
        )


def after_loading(connection: Connection, tables: Iterable[str]) -> None:
    """Hold foreign keys again, and let the sequences go on after the largest id."""
    names = list(tables)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ValueError(f"rows point at nothing: {broken[:5]}")
        return
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for table, key in _foreign_keys(connection, names):
        connection.execute(text(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" NOT DEFERRABLE'))
    for name in names:
        _go_on(connection, name)


def _foreign_keys(connection: Connection, tables: Iterable[str]) -> list[tuple[str, str]]:
    found = connection.execute(
        text(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace"
        )
    )
    wanted = set(tables)
    return [(row[0].strip('"'), row[1]) for row in found if row[0].strip('"') in wanted]


def _go_on(connection: Connection, name: str) -> None:
    table = Table(name, MetaData(), autoload_with=connection)
    keys = list(table.primary_key.columns)
    if len(keys) != 1 or not isinstance(keys[0].type, Integer):
        return
    key = keys[0].name
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, :key)"), {"table": f'"{name}"', "key": key}
    )
    if sequence:
        largest = connection.scalar(select(func.max(keys[0])))
        connection.execute(
            text("SELECT setval(CAST(:sequence AS regclass), :value, :used)"),
            {"sequence": sequence, "value": largest or 1, "used": largest is not None},
        )
