"""What is known of the model in use: its newest training, the audit of what passed, and how often people overruled it."""

from datetime import timedelta

from sqlalchemy import exists, func, or_, select

from foundation.clock import now
from foundation.database import db
from moderation.learning import examples, sample
from moderation.learning.examples import overturned
from moderation.learning.model import MAY_HOLD
from moderation.learning.models import LearnedModel
from moderation.learning.quality import Measured
from moderation.models import Case, Decision, Finding
from moderation.reasons import Because, Verdict
from moderation.watching import Act

PERIOD = timedelta(days=90)
ENOUGH = 20


def newest() -> LearnedModel | None:
    """The model in use."""
    return db.session.scalars(select(LearnedModel).order_by(LearnedModel.id.desc()).limit(1)).first()


def now_measured() -> Measured:
    """The figures that the bands are held against; of several topics that may hold, the worst."""
    model = newest()
    if model is None:
        return Measured(examples.count(), examples.most_of(MAY_HOLD))
    holding = [one for topic, one in model.quality.items() if topic in MAY_HOLD]
    looked_at, _bad, (_low, high) = sample.measured()
    decided, approved = overruled()
    return Measured(
        decisions=model.decisions,
        positives=max((count for topic, count in model.examples.items() if topic in MAY_HOLD), default=0),
        calibration_error=max((one["calibration_error"] for one in holding), default=None),
        miss_rate_at_most=high if looked_at else None,
        overturn_rate=approved / decided if decided >= ENOUGH else None,
    )


def overruled() -> tuple[int, int]:
    """Of the last 90 days: how many cases the model opened were decided, and how many people let stand, then or on appeal."""
    by_model = exists().where(
        Finding.case_id == Case.id, Finding.kind == Because.MODEL.value, Finding.act > Act.NOTE.value
    )
    approved = func.count().filter(or_(Decision.verdict == Verdict.APPROVE.value, overturned()))
    question = select(func.count(), approved).select_from(Decision).join(Decision.case)
    since = (Decision.decided_at >= now() - PERIOD, Decision.undone_at.is_(None))
    decided, fine = db.session.execute(question.where(*since, by_model)).one()
    return decided, fine
