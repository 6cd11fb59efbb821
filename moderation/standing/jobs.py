"""What was to be changed and was not: its author is warned, and then keeps it as a draft."""

from datetime import timedelta
from typing import Any

from flask import Flask

from community.contributions.commands import MovedMeanwhile, hide
from community.contributions.models import Contribution, State
from community.contributions.transitions import CLOCK, Cause, Transition
from community.notices.commands import notify
from foundation import audit, outbox
from foundation.clock import now
from foundation.database import db
from foundation.outbox import Job
from moderation.standing.queries import expiring
from moderation.terms.queries import current_version

WARNED = timedelta(days=3)
EXPIRED = "expired"


def look(_payload: dict[str, Any] | None = None, _job: Job | None = None) -> None:
    """Let go what is over, and warn of what soon will be; each author hears of each once."""
    for move in expiring(now()):
        _expire(move)
    for move in expiring(now() + WARNED):
        _tell(move, "moderation.expires", {"until": move.expires_at.isoformat() if move.expires_at else ""})


def _expire(move: Transition) -> None:
    contribution = db.session.get_one(Contribution, move.contribution_id)
    cause = Cause(role=CLOCK, reason=EXPIRED, policy_version=current_version(), automated_decision=True)
    try:
        with db.session.begin_nested():
            hide(contribution, State.DRAFT, cause)
    except MovedMeanwhile:  # its author sent it again at this moment
        return
    states = ({"state": move.became}, {"state": State.DRAFT.value})
    audit.note(None, "moderation.expired", ("contribution", contribution.id), *states)
    _tell(move, "moderation.expired", {})


def _tell(move: Transition, kind: str, data: dict[str, Any]) -> None:
    contribution = db.session.get_one(Contribution, move.contribution_id)
    if contribution.author_id is not None:
        key = f"{kind}-{move.id}"
        notify(contribution.author_id, kind, key=key, contribution=contribution, data=data, mail=True)


def init_app(app: Flask) -> None:
    """Look every hour."""
    outbox.every(app, timedelta(hours=1), "moderation.expiry", look)
