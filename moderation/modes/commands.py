"""Begin, prolong and end the mode of a crisis."""

from datetime import timedelta

from accounts.models import Member
from foundation import audit
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict
from foundation.language import _l
from moderation.modes.models import Crisis
from moderation.modes.queries import running

LASTS = timedelta(hours=24)


class NoCrisis(Conflict):
    """It has ended already, by itself or by a colleague."""

    message = _l("It has ended already: texts appear as each space says.")


def begin(by: Member | None, why: str) -> Crisis:
    """Let everything be read before it appears, for 24 hours; while it runs already, nothing changes."""
    known = running()
    if known is not None:
        return known
    crisis = Crisis(why=why, begun_by_id=by.id if by else None, ends_at=now() + LASTS)
    db.session.add(crisis)
    db.session.flush()
    _note(crisis, by, "begun", {"why": why, "ends_at": crisis.ends_at.isoformat()})
    return crisis


def prolong(by: Member | None) -> Crisis:
    """Let it last 24 hours from now."""
    crisis = _running()
    crisis.ends_at = now() + LASTS
    _note(crisis, by, "prolonged", {"ends_at": crisis.ends_at.isoformat()})
    return crisis


def end(by: Member | None) -> Crisis:
    """End it now; what it held still waits for a moderator."""
    crisis = _running()
    crisis.ended_at = now()
    _note(crisis, by, "ended", {})
    return crisis


def _running() -> Crisis:
    crisis = running()
    if crisis is None:
        raise NoCrisis
    return crisis


def _note(crisis: Crisis, by: Member | None, deed: str, after: dict[str, str]) -> None:
    audit.note(by.id if by else None, f"moderation.crisis.{deed}", ("crisis", crisis.id), after=after)
