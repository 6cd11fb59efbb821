"""What may stand against a decision before it is taken: each capability of moderation registers a guard of its own."""

from collections.abc import Callable

from flask import Flask, current_app

from accounts.models import Member
from community.contributions.models import Contribution
from foundation.errors import Refused
from moderation.reasons import Reason, Verdict

_NAME = "moderation.guards"

Guard = Callable[[Contribution, Member, Verdict, Reason], None]
"""Raises a refusal when somebody cannot give the verdict for that reason."""


def register(app: Flask, guard: Guard) -> None:
    """Ask a guard before every decision."""
    app.extensions.setdefault(_NAME, []).append(guard)


def hindrance(contribution: Contribution, by: Member) -> str:
    """Why somebody may not let a text through, for a page that does not offer what it would refuse; nothing when they may."""
    try:
        check(contribution, by, Verdict.APPROVE, Reason.WITHIN_RULES)
    except Refused as refusal:
        return str(refusal.message)
    return ""


def check(contribution: Contribution, by: Member, verdict: Verdict, reason: Reason) -> None:
    """Let every guard speak."""
    for guard in current_app.extensions.get(_NAME, []):
        guard(contribution, by, verdict, reason)
