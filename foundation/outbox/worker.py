"""Doing what is due: leased, at least once, with growing waits, parked with the reason in the end."""

import logging
from datetime import timedelta

from sqlalchemy import or_, select

from ..clock import now
from ..database import db
from .models import OutboxJob
from .queue import Job, handles

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
TRIES = 8


def drain(limit: int = 1000) -> int:
    """Do due work until none is left; answer how much was done."""
    done = 0
    while done < limit and run_one():
        done += 1
    return done


def run_one() -> bool:
    """Do one due piece of work; False when there is none."""
    free = or_(OutboxJob.lease_until.is_(None), OutboxJob.lease_until < now())
    due = (
        select(OutboxJob)
        .where(OutboxJob.done_at.is_(None), OutboxJob.parked_at.is_(None), OutboxJob.run_at <= now(), free)
        .order_by(OutboxJob.run_at, OutboxJob.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = db.session.scalars(due).first()
    if job is None:
        db.session.rollback()
        return False
    job.lease_until = now() + LEASE
    job.attempts += 1
    db.session.commit()
    _do(job.id)
    return True


def _do(job_id: int) -> None:
    job = db.session.get_one(OutboxJob, job_id)
    handler = handles(job.kind)
    try:
        if handler is None:
            raise LookupError(f"nobody does {job.kind}")
        handler(job.payload, Job(job.id, job.kind, job.dedupe_key or f"job-{job.id}", job.attempts))
        job.done_at, job.lease_until = now(), None
        db.session.commit()
    except Exception as fault:
        db.session.rollback()
        log.exception("a job failed", extra={"job": job_id})
        _failed(job_id, fault)


def _failed(job_id: int, fault: Exception) -> None:
    job = db.session.get_one(OutboxJob, job_id)
    job.last_error = f"{type(fault).__name__}: {fault}"[:2000]
    job.lease_until = None
    if job.attempts >= TRIES:
        job.parked_at = now()
    job.run_at = now() + timedelta(seconds=min(3600, 5 * 3**job.attempts))
    db.session.commit()
