"""Putting work into the outbox, and who does which kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from ..clock import now
from ..database import db
from ..facts import Ears, Listener
from .models import OutboxJob


@dataclass(frozen=True)
class Job:
    """What a handler may know of its job; `key` is stable over retries."""

    id: int
    kind: str
    key: str
    attempts: int


Handler = Callable[[dict[str, Any], Job], None]


def enqueue(kind: str, payload: dict[str, Any], *, key: str | None = None, run_at: datetime | None = None) -> None:
    """Write one piece of work in the caller's transaction; a key already known changes nothing."""
    if key is not None and db.session.scalar(select(OutboxJob.id).where(OutboxJob.dedupe_key == key)):
        return
    db.session.add(OutboxJob(kind=kind, payload=payload, dedupe_key=key, run_at=run_at or now()))


def register(app: Flask, kind: str, handler: Handler) -> None:
    """Name who does a kind of work."""
    app.extensions["outbox"][kind] = handler


def handles(kind: str) -> Handler | None:
    """Who does a kind of work."""
    found: Handler | None = current_app.extensions["outbox"].get(kind)
    return found


def listen(app: Flask, fact: type, listener: Listener, *, durable: bool = False) -> None:
    """Hear a fact: after the commit, or (durable) at least once from the worker."""
    ears: Ears = app.extensions["facts"]
    if not durable:
        ears.passing.setdefault(fact, []).append(listener)
        return
    kind = f"{listener.__module__}.{listener.__name__}"
    ears.durable.setdefault(fact, []).append(kind)
    register(app, kind, lambda payload, _job: listener(fact(**payload)))


def init_app(app: Flask) -> None:
    """Join facts, session and outbox."""
    ears = Ears()
    ears.session_info = lambda: db.session().info
    ears.enqueue = enqueue
    app.extensions["facts"] = ears
    app.extensions["outbox"] = {}
