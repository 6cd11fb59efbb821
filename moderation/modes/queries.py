"""Whether a crisis runs, and which there were."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from foundation.clock import now
from foundation.database import db
from moderation.kept import Kept
from moderation.modes.models import Crisis


def running() -> Crisis | None:
    """The crisis of this moment; one whose time is over has ended without anybody doing anything."""
    asked = select(Crisis).where(Crisis.ended_at.is_(None), Crisis.ends_at > now())
    return db.session.scalars(asked.order_by(Crisis.id.desc()).limit(1)).first()


def _lasts_until() -> datetime | None:
    return db.session.scalar(select(func.max(Crisis.ends_at)).where(Crisis.ended_at.is_(None)))


_LASTS_UNTIL = Kept(_lasts_until, Crisis)


def is_running() -> bool:
    """Whether a crisis runs: what every text is asked."""
    until = _LASTS_UNTIL()
    return until is not None and until > now()


def latest(most: int = 20) -> Sequence[Crisis]:
    """The crises there were, the latest first, with who began them."""
    asked = select(Crisis).options(joinedload(Crisis.begun_by)).order_by(Crisis.id.desc())
    return db.session.scalars(asked.limit(most)).all()
