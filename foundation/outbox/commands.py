"""What a person may do to the outbox: try a parked job again."""

from sqlalchemy import update

from foundation.clock import now
from foundation.database import db
from foundation.outbox.models import OutboxJob
from foundation.outbox.queue import FRESH


def resend(*ids: int) -> int:
    """Give parked jobs a fresh start (all of them when none is named); answer how many."""
    question = update(OutboxJob).where(OutboxJob.parked_at.is_not(None))
    if ids:
        question = question.where(OutboxJob.id.in_(ids))
    freed = db.session.execute(
        question.values(parked_at=None, attempts=0, run_at=now(), lease_until=None, lease_by=None).returning(
            OutboxJob.id
        )
    )
    db.session.info[FRESH] = True
    return len(freed.all())
