"""Which index serves: Whoosh's files beside SQLite, the database itself on PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from flask import Flask, current_app

from foundation.search.careful import CarefulBackend
from foundation.search.documents import SearchBackend
from foundation.search.postgres import PostgresBackend
from foundation.search.sources import Source
from foundation.search.whoosh_index import Batch, WhooshBackend
from foundation.settings import Settings


class Engine(SearchBackend, Protocol):
    """A backend that the outbox can feed."""

    def catch_up(self, read: Callable[[], Batch]) -> None:
        """Apply what `read` finds, as the one writer."""


@dataclass
class Search:
    """What one application knows of its search; nothing is opened before the first question."""

    engine: Engine
    folder: Path
    sources: list[Source] = field(default_factory=list)


def engine() -> Engine:
    """The index of the running application."""
    found: Search = current_app.extensions["search"]
    return found.engine


def index() -> SearchBackend:
    """The index of the running application, as everybody may use it."""
    return engine()


def install(app: Flask, settings: Settings) -> None:
    """Choose the index by the database."""
    folder = settings.data_dir / "index"
    chosen: Engine = CarefulBackend(WhooshBackend(folder)) if settings.sqlite else PostgresBackend()
    app.extensions["search"] = Search(chosen, folder)
