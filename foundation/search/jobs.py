"""The one way into the index: outbox jobs that read the documents again and write what they find."""

from typing import Any

from sqlalchemy import or_, select, update

from foundation.clock import now
from foundation.database import db
from foundation.outbox import Job, OutboxJob, enqueue
from foundation.search import sources
from foundation.search.engine import engine
from foundation.search.whoosh_index import Batch

KIND = "search.apply"
MOST_JOBS = 200


def touch(*ids: int) -> None:
    """Have the index look at these again after this transaction.

    Every change writes its own job, so none is lost to one that has just read; jobs that wait together are
    done together.
    """
    if ids:
        enqueue(KIND, {"ids": list(ids)})


def apply(payload: dict[str, Any], job: Job) -> None:
    """Bring the index up to date for this job and those waiting beside it."""
    if db.session.scalar(select(OutboxJob.done_at).where(OutboxJob.id == job.id)):
        return
    together: list[int] = []

    def read() -> Batch:
        waiting = db.session.execute(_waiting(job)).all()
        together.extend(row.id for row in waiting)
        ids = {id_ for one in (payload, *(row.payload for row in waiting)) for id_ in one["ids"]}
        return sources.load(sorted(ids))

    engine().catch_up(read)
    if together:
        done = update(OutboxJob).where(OutboxJob.id.in_(together), OutboxJob.done_at.is_(None))
        db.session.execute(done.values(done_at=now()))


def _waiting(job: Job) -> Any:
    """Jobs like this one that nobody else has begun; the same worker's own ones are then only marked."""
    mine = select(OutboxJob.lease_by).where(OutboxJob.id == job.id).scalar_subquery()
    free = or_(OutboxJob.lease_until.is_(None), OutboxJob.lease_until < now(), OutboxJob.lease_by == mine)
    return (
        select(OutboxJob.id, OutboxJob.payload)
        .where(OutboxJob.kind == KIND, OutboxJob.id != job.id, free)
        .where(OutboxJob.done_at.is_(None), OutboxJob.parked_at.is_(None))
        .order_by(OutboxJob.id)
        .limit(MOST_JOBS)
        .with_for_update(skip_locked=True)
    )
