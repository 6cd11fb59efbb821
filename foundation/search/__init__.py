"""Search behind six verbs: apply, query, suggest, similar, rebuild, health.

Answers are ids; the caller reads rows and visibility again. The index is fed by the outbox only (`touch`), which
reads the documents from the sources that packages above register.
"""

from flask import Flask

from foundation.outbox import register
from foundation.search import cli, engine, jobs
from foundation.search.documents import Document, Health, Hits, SearchBackend
from foundation.search.engine import index
from foundation.search.jobs import touch
from foundation.search.sources import register_source
from foundation.search.words import shared
from foundation.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Choose the index and let the outbox feed it; nothing is opened here."""
    engine.install(app, settings)
    register(app, jobs.KIND, jobs.apply)
    app.cli.add_command(cli.search)


__all__ = [
    "Document",
    "Health",
    "Hits",
    "SearchBackend",
    "index",
    "init_app",
    "register_source",
    "shared",
    "touch",
]
