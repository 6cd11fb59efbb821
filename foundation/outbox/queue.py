"""Putting work into the outbox, and who does which kind."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, has_app_context
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from foundation.clock import now
from foundation.database import FactSession, db
from foundation.facts import Condition, Ears, Listener
from foundation.outbox.models import OutboxJob
from foundation.upsert import insert_new

FRESH = "outbox.fresh"


class Setback(Exception):
    """A failure that was to be expected; its words may name people, so the admin reads them and the logs do not."""


class GiveUp(Setback):
    """A handler's word that trying again is useless: the job is parked with this reason."""


@dataclass(frozen=True)
class Job:
    """What a handler may know of its job; `key` is stable over retries, `last` means no further try follows."""

    id: int
    kind: str
    key: str
    attempts: int
    last: bool = False


Handler = Callable[[dict[str, Any], Job], None]


@dataclass(frozen=True)
class Habit:
    """Work that comes back: once per interval, however many workers there are."""

    kind: str
    interval: timedelta


class Outbox:
    """What one application knows of its outbox: who does what, what takes long, what comes back, and the worker’s bell."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.long: set[str] = set()
        self.habits: list[Habit] = []
        self.bell = threading.Event()


def outbox() -> Outbox:
    """The outbox of the running application."""
    found: Outbox = current_app.extensions["outbox"]
    return found


def enqueue(
    kind: str, payload: dict[str, Any], *, key: str | None = None, run_at: datetime | None = None
) -> None:
    """Write one piece of work in the caller's transaction; a key already known changes nothing."""
    values = {"kind": kind, "payload": payload, "dedupe_key": key, "run_at": run_at or now()}
    if key is None:
        db.session.add(OutboxJob(**values))
    else:
        insert_new(OutboxJob, **values)
    db.session.info[FRESH] = True


def register(app: Flask, kind: str, handler: Handler, *, long: bool = False) -> None:
    """Name who does a kind of work; what takes long is done beside the rest, which does not wait for it."""
    app.extensions["outbox"].handlers[kind] = handler
    if long:
        app.extensions["outbox"].long.add(kind)


def every(app: Flask, interval: timedelta, kind: str, handler: Handler, *, long: bool = False) -> None:
    """Name work that comes back after each interval."""
    register(app, kind, handler, long=long)
    app.extensions["outbox"].habits.append(Habit(kind, interval))


def handles(kind: str) -> Handler | None:
    """Who does a kind of work."""
    return outbox().handlers.get(kind)


def listen(
    app: Flask, fact: type, listener: Listener, *, durable: bool = False, when: Condition | None = None
) -> None:
    """Hear a fact: after the commit, or (durable) at least once from the worker; `when` spares needless work."""
    ears: Ears = app.extensions["facts"]
    if not durable:
        ears.passing.setdefault(fact, []).append(listener)
        return
    kind = f"{listener.__module__}.{listener.__name__}"
    ears.durable.setdefault(fact, []).append((kind, when))
    register(app, kind, lambda payload, _job: listener(fact(**payload)))


@event.listens_for(FactSession, "after_transaction_end")
def _ring(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None and session.info.pop(FRESH, False) and has_app_context():
        outbox().bell.set()


def init_app(app: Flask) -> None:
    """Join facts, session and outbox."""
    ears = Ears()
    ears.session_info = lambda: db.session().info
    ears.enqueue = enqueue
    app.extensions["facts"] = ears
    app.extensions["outbox"] = Outbox()
