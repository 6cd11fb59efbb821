"""What a visitor wrote before signing in: kept for a day under a token that only their browser knows."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, func, select

from foundation.clock import now
from foundation.database import db
from foundation.errors import TooMany
from foundation.upsert import insert_new
from ideas.models import PendingIdea

KEPT = timedelta(hours=24)
MOST = 20_000


def keep(fields: Mapping[str, str], token: str | None = None) -> str:
    """Keep what was typed in place of what the token led to; answer the token that leads to it now."""
    forget(token)
    db.session.execute(delete(PendingIdea).where(PendingIdea.created_at < now() - KEPT))
    if (db.session.scalar(select(func.count()).select_from(PendingIdea)) or 0) >= MOST:
        raise TooMany
    token = secrets.token_urlsafe(32)
    insert_new(PendingIdea, token_hash=_digest(token), fields=json.dumps(dict(fields)))
    return token


def kept(token: str | None) -> dict[str, str] | None:
    """What the token leads to, if it is still kept."""
    if not token:
        return None
    asked = select(PendingIdea.fields).where(
        PendingIdea.token_hash == _digest(token), PendingIdea.created_at >= now() - KEPT
    )
    found = db.session.scalar(asked)
    fields: dict[str, str] | None = json.loads(found) if found else None
    return fields


def forget(token: str | None) -> None:
    """Keep it no longer: it was published, or replaced."""
    if token:
        db.session.execute(delete(PendingIdea).where(PendingIdea.token_hash == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
