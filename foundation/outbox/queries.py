"""Questions about the outbox: what is due, what waits, what was parked."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from foundation.clock import now
from foundation.database import db
from foundation.outbox.models import OutboxJob


def open_jobs() -> ColumnElement[bool]:
    """Neither done nor parked."""
    return and_(OutboxJob.done_at.is_(None), OutboxJob.parked_at.is_(None))


def due() -> ColumnElement[bool]:
    """Open, its time has come, and no worker holds it."""
    free = or_(OutboxJob.lease_until.is_(None), OutboxJob.lease_until < now())
    return and_(open_jobs(), OutboxJob.run_at <= now(), free)


def something_is_due(*kinds: ColumnElement[bool]) -> bool:
    """Whether a worker would find work, of these kinds if any are named."""
    return db.session.scalar(select(OutboxJob.id).where(due(), *kinds).limit(1)) is not None


def waiting() -> int:
    """How many jobs are open."""
    return db.session.scalar(select(func.count()).select_from(OutboxJob).where(open_jobs())) or 0


def parked() -> int:
    """How many jobs were given up."""
    question = select(func.count()).select_from(OutboxJob).where(OutboxJob.parked_at.is_not(None))
    return db.session.scalar(question) or 0


def lag() -> float:
    """Seconds since the oldest job that should already be done was due; 0 when none is late."""
    oldest: datetime | None = db.session.scalar(
        select(OutboxJob.run_at)
        .where(open_jobs(), OutboxJob.run_at <= now())
        .order_by(OutboxJob.run_at)
        .limit(1)
    )
    return (now() - oldest).total_seconds() if oldest else 0.0


def through(since: datetime) -> tuple[int, int]:
    """How much of the work in line is done: jobs finished since a moment, and those together with all still open."""
    finished = select(func.count()).select_from(OutboxJob).where(OutboxJob.done_at >= since)
    done = db.session.scalar(finished) or 0
    return done, done + waiting()


STATES = {
    "parked": OutboxJob.parked_at.is_not(None),
    "waiting": open_jobs(),
    "done": OutboxJob.done_at.is_not(None),
}


def lines(state: str) -> Select[int, str, int, datetime, str | None]:
    """Jobs of a state (parked, waiting or done) as lines of a list, without their payload."""
    columns = (OutboxJob.id, OutboxJob.kind, OutboxJob.attempts, OutboxJob.run_at, OutboxJob.last_error)
    return select(*columns).where(STATES[state])
