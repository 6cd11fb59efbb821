"""Work of accounts done after the answer, so that its time tells nothing about who has an account."""

from typing import Any

from flask import Flask
from sqlalchemy import delete

from accounts import commands, letters, queries, sessions, throttle, tokens
from accounts.models import Member
from foundation import outbox
from foundation.clock import now
from foundation.database import db
from foundation.outbox import Job, OutboxJob

RESET, ALREADY_HERE, TIDY = "accounts.reset", "accounts.already_here", "accounts.tidy"


def reset(payload: dict[str, Any], _job: Job) -> None:
    """Send a link to choose a new password, if there is an account to send it to."""
    member = _reachable(payload["email"])
    if member is not None:
        letters.reset(member, tokens.issue(member, tokens.RESET, str(member.email)))
    db.session.commit()


def already_here(payload: dict[str, Any], _job: Job) -> None:
    """Tell the holder of an address that there is an account."""
    member = _reachable(payload["email"])
    if member is not None:
        letters.already_here(member, tokens.issue(member, tokens.RESET, str(member.email)))
    db.session.commit()


def tidy(_payload: dict[str, Any], _job: Job) -> None:
    """Delete what has run out: unconfirmed accounts, old links and sessions, whole budgets, addresses in done work."""
    commands.forget_unconfirmed()
    throttle.forget_whole()
    sessions.forget_ended()
    db.session.execute(
        delete(OutboxJob).where(OutboxJob.kind.in_((RESET, ALREADY_HERE)), OutboxJob.done_at.is_not(None))
    )
    db.session.commit()


def tidy_today() -> None:
    """See to it that the house is tidied once a day."""
    outbox.enqueue(TIDY, {}, key=f"{TIDY}:{now():%Y-%m-%d}")


def _reachable(email: str) -> Member | None:
    member = queries.by_email(email)
    return member if member is not None and member.is_active else None


def init_app(app: Flask) -> None:
    """Name who does which kind of work."""
    outbox.register(app, RESET, reset)
    outbox.register(app, ALREADY_HERE, already_here)
    outbox.register(app, TIDY, tidy)
