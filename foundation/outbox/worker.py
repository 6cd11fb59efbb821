"""Doing what is due: leased, at least once, with growing waits, parked with the reason in the end.

A worker claims a few jobs in one short transaction (skipping what others claim), then does them one by one:
the effect in our database and the mark "done" are one commit, so a worker killed between them leaves neither.
Its leases run out, or a worker on the same machine sees that its process is gone, and the jobs are done again.
What takes long has a thread of its own beside it, so that mail need not wait.
"""

import atexit
import logging
import math
import os
import random
import socket
import threading
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, delete, select, update

from foundation.clock import now
from foundation.database import db, reading, rows_changed
from foundation.outbox.models import OutboxJob
from foundation.outbox.queries import due, open_jobs, something_is_due
from foundation.outbox.queue import GiveUp, Job, Setback, enqueue, handles, outbox
from foundation.settings import current

log = logging.getLogger(__name__)

BATCH = 10
LEASE = timedelta(minutes=5)
LONG_LEASE = timedelta(minutes=15)
POLL = 1.0
CARE = 10.0
TRIES = 8
CLAIMS = 4 * TRIES
"""After so many claims without a result the job itself is taken to kill its workers."""
KEPT_DONE = timedelta(days=30)
HOST = socket.gethostname()[:40]
_living: set[str] = set()


class LeaseLost(Exception):
    """Somebody else holds the job by now; what was done here is undone."""


@dataclass(frozen=True)
class Claimed:
    """A job under our lease, as plain values."""

    id: int
    kind: str
    payload: dict[str, Any]
    key: str
    attempts: int


class Worker:
    """One worker; several may share a database. `long` says whether it does only what takes long, or all but that."""

    long: bool | None = None

    def __init__(self, *, batch: int = BATCH, lease: timedelta = LEASE, poll: float = POLL) -> None:
        self.name = f"{HOST}/{os.getpid()}/{uuid.uuid4().hex[:8]}"
        self.batch = batch
        self.lease = lease
        self.poll = poll
        self.stopping = threading.Event()
        self.bell = threading.Event()
        self.thread: threading.Thread | None = None
        self._cared_at = -math.inf

    def work(self, app: Flask) -> None:
        """Work until told to stop, with a thread beside for what takes long."""
        with app.app_context():
            outbox().bell = self.bell
        beside = Worker(batch=1, lease=LONG_LEASE, poll=self.poll)
        self.long, beside.long = False, True
        beside.thread = threading.Thread(target=beside.go_on, args=(app,), name="outbox-long", daemon=True)
        beside.thread.start()
        self.go_on(app)
        beside.stop()

    def go_on(self, app: Flask) -> None:
        """Do what is due, round after round, until told to stop; faults of the database are waited out."""
        _living.add(self.name)
        while not self.stopping.is_set():
            self.bell.clear()
            try:
                with app.app_context():
                    busy = self.round() > 0
            except Exception:
                log.exception("the worker could not reach its work")
                busy = False
            if not busy and not self.stopping.is_set():
                self.bell.wait(self.poll)
        _living.discard(self.name)

    def stop(self, timeout: float = 5.0) -> None:
        """Finish the job at hand, give back the others."""
        self.stopping.set()
        self.bell.set()
        if self.thread is not None and self.thread.is_alive():
            self.thread.join(timeout)

    def round(self) -> int:
        """Claim a few due jobs and do them; answer how many were claimed."""
        if not self.long:
            self._care()
        with reading():
            if not something_is_due(*self._kinds()):
                return 0
        jobs = self.claim()
        for place, job in enumerate(jobs):
            if self.stopping.is_set():
                self.give_back([left.id for left in jobs[place:]])
                break
            self.do(job)
        return len(jobs)

    def _kinds(self) -> list[ColumnElement[bool]]:
        if self.long is None:
            return []
        takes_long = OutboxJob.kind.in_(outbox().long)
        return [takes_long if self.long else ~takes_long]

    def _care(self) -> None:
        if time.monotonic() - self._cared_at < CARE:
            return
        self._cared_at = time.monotonic()
        release_the_dead()
        plan_habits()

    def claim(self) -> list[Claimed]:
        """Take the oldest due jobs under a lease."""
        question = (
            select(OutboxJob)
            .where(due(), *self._kinds())
            .order_by(OutboxJob.run_at, OutboxJob.id)
            .limit(self.batch)
            .with_for_update(skip_locked=True)
        )
        rows = db.session.scalars(question).all()
        for row in rows:
            row.lease_until, row.lease_by = now() + self.lease, self.name
            row.attempts += 1
        claimed = [
            Claimed(row.id, row.kind, row.payload, row.dedupe_key or f"job-{row.id}", row.attempts)
            for row in rows
        ]
        db.session.commit()
        return claimed

    def do(self, job: Claimed) -> None:
        """Do one claimed job: effect and mark in one commit, or the failure noted."""
        try:
            if job.attempts > CLAIMS:
                raise GiveUp(f"claimed {job.attempts} times and never finished: it seems to kill its workers")
            handler = handles(job.kind)
            if handler is None:
                raise LookupError(f"nobody does {job.kind}")
            handler(job.payload, Job(job.id, job.kind, job.key, job.attempts, last=job.attempts >= TRIES))
            self._mark(job.id, done_at=now(), last_error=None)
            db.session.commit()
        except LeaseLost:
            db.session.rollback()
            log.warning("a lease was lost", extra={"job": job.id, "kind": job.kind})
        except Exception as fault:
            db.session.rollback()
            seen = None if isinstance(fault, Setback) else fault
            said = {"job": job.id, "kind": job.kind, "attempt": job.attempts, "fault": type(fault).__name__}
            log.warning("a job failed", exc_info=seen, extra=said)
            self._failed(job, fault)

    def give_back(self, ids: list[int]) -> None:
        """Free jobs that were claimed and not begun."""
        free = {"lease_until": None, "lease_by": None, "attempts": OutboxJob.attempts - 1}
        db.session.execute(
            update(OutboxJob).where(OutboxJob.id.in_(ids), OutboxJob.lease_by == self.name).values(free)
        )
        db.session.commit()

    def _failed(self, job: Claimed, fault: Exception) -> None:
        reason = str(fault) if isinstance(fault, Setback) else f"{type(fault).__name__}: {fault}"
        over = isinstance(fault, GiveUp) or job.attempts >= TRIES
        try:
            self._mark(
                job.id,
                last_error=reason[:2000],
                parked_at=now() if over else None,
                run_at=now() + wait_after(job.attempts),
            )
            db.session.commit()
        except LeaseLost:
            db.session.rollback()

    def _mark(self, job_id: int, **values: Any) -> None:
        mine = update(OutboxJob).where(OutboxJob.id == job_id, OutboxJob.lease_by == self.name)
        if rows_changed(mine.values(lease_until=None, lease_by=None, **values)) != 1:
            raise LeaseLost


def wait_after(attempts: int) -> timedelta:
    """How long to wait after a failed try: 15 seconds, then three times as long each time, at most an hour."""
    return timedelta(seconds=min(3600, 5 * 3 ** min(attempts, 10)) * random.uniform(0.9, 1.1))


def release_the_dead() -> int:
    """Free jobs whose worker ran on this machine and is gone, without waiting for the lease to end."""
    with reading():
        held = db.session.scalars(
            select(OutboxJob.lease_by)
            .where(open_jobs(), OutboxJob.lease_by.startswith(f"{HOST}/"))
            .distinct()
        ).all()
    dead = [name for name in held if name and not _alive(name)]
    if not dead:
        return 0
    theirs = update(OutboxJob).where(open_jobs(), OutboxJob.lease_by.in_(dead))
    freed = rows_changed(theirs.values(lease_until=None, lease_by=None))
    db.session.commit()
    return freed


def _alive(name: str) -> bool:
    pid = int(name.split("/")[1])
    if pid == os.getpid():
        return name in _living
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def plan_habits() -> None:
    """Write this interval's job of everything that comes back."""
    habits = outbox().habits
    keys = {
        f"{habit.kind}@{int(now().timestamp() // habit.interval.total_seconds())}": habit for habit in habits
    }
    with reading():
        known = set(db.session.scalars(select(OutboxJob.dedupe_key).where(OutboxJob.dedupe_key.in_(keys))))
    missing = [key for key in keys if key not in known]
    for key in missing:
        enqueue(keys[key].kind, {}, key=key)
    if missing:
        db.session.commit()


def forget_done(_payload: dict[str, Any] | None = None, _job: Job | None = None) -> None:
    """Delete jobs done long ago: their payloads may name people."""
    db.session.execute(delete(OutboxJob).where(OutboxJob.done_at < now() - KEPT_DONE))


def start_inside(app: Flask) -> Worker | None:
    """Start the worker's thread in this process, unless it runs apart."""
    with app.app_context():
        if current().worker != "inside":
            return None
    worker = Worker()
    worker.thread = threading.Thread(target=worker.work, args=(app,), name="outbox", daemon=True)
    worker.thread.start()
    atexit.register(worker.stop)
    return worker


def run_due(limit: int = 1000, *, batch: int = 1) -> int:
    """Do due work until none is left, in this thread; answer how much was done."""
    worker = Worker(batch=batch)
    _living.add(worker.name)
    done = 0
    try:
        while done < limit and (jobs := worker.claim()):
            for job in jobs:
                worker.do(job)
            done += len(jobs)
    finally:
        _living.discard(worker.name)
    return done


drain = run_due
