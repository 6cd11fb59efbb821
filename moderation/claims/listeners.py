"""The open desks hear that somebody claimed a case or laid one down; they then ask who reads what."""

from flask import Flask

from accounts.models import Member
from foundation import outbox, realtime
from moderation import policy
from moderation.claims.facts import ClaimsMoved

ROOM = "desk:1"


def claims_moved(_fact: ClaimsMoved) -> None:
    """Say only that something moved: names are asked for with the rules of the page."""
    realtime.broadcast(ROOM, "claims", {})


def may_watch(member: Member, number: int) -> bool:
    """Whoever moderates."""
    return number == 1 and policy.may_moderate(member)


def init_app(app: Flask) -> None:
    """Listen."""
    realtime.may_watch(app, "desk", may_watch)
    outbox.listen(app, ClaimsMoved, claims_moved)
