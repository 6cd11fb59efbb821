"""Counters kept beside the rows they count: compared with a recount, and mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import ColumnElement, ScalarSelect, select, update
from sqlalchemy.orm import InstrumentedAttribute

from foundation.database import db, rows_changed


@dataclass(frozen=True)
class Counter:
    """A stored number and the question that gives it anew from the rows; `of` narrows which rows carry it."""

    column: InstrumentedAttribute[int]
    counted: ScalarSelect[Any]
    of: ColumnElement[bool] | None = None

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.column.class_.__tablename__}.{self.column.key}"

    @property
    def wrong(self) -> ColumnElement[bool]:
        """Where stored and counted differ."""
        differs = self.column != self.counted
        return differs if self.of is None else differs & self.of


@dataclass(frozen=True)
class Drift:
    """A counter that does not say what the rows say."""

    name: str
    id: int
    stored: int
    counted: int


def register(app: Flask, *counters: Counter) -> None:
    """Name the counters of a package."""
    app.extensions.setdefault("counters", []).extend(counters)


def drifts() -> Iterator[Drift]:
    """Every counter that is wrong."""
    for counter in current_app.extensions.get("counters", []):
        key = counter.column.class_.id
        for row in db.session.execute(select(key, counter.column, counter.counted).where(counter.wrong)):
            yield Drift(counter.name, row[0], row[1], row[2])


def mend() -> int:
    """Set every wrong counter to what the rows say; answer how many were wrong."""
    mended = 0
    for counter in current_app.extensions.get("counters", []):
        new = update(counter.column.class_).where(counter.wrong).values({counter.column.key: counter.counted})
        mended += rows_changed(new)
    return mended
