"""Work of accounts done after the answer, so that its time tells nothing about who has an account."""

from typing import Any

from flask import Flask

from accounts import commands, letters, queries, throttle, tokens
from accounts.models import Member
from foundation import outbox
from foundation.database import db
from foundation.outbox import Job

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
    """Delete what has run out: unconfirmed accounts, old links, budgets that are whole."""
    commands.forget_unconfirmed()
    throttle.forget_whole()
    db.session.commit()


def _reachable(email: str) -> Member | None:
    member = queries.by_email(email)
    return member if member is not None and member.is_active else None


def init_app(app: Flask) -> None:
    """Name who does which kind of work."""
    outbox.register(app, RESET, reset)
    outbox.register(app, ALREADY_HERE, already_here)
    outbox.register(app, TIDY, tidy)
