"""The one gate: who is here, and whether they may."""

from collections.abc import Callable
from typing import Any

from flask import g, has_request_context, session

from foundation.errors import NotAllowed, SignInNeeded

from .models import Member
from .sessions import member_of

Rule = Callable[..., bool]
TOKEN = "token"  # noqa: S105  the name of a cookie field


def current_member() -> Member | None:
    """The member whose browser asks, if any."""
    if not has_request_context():
        return None
    if "member" not in g:
        token = session.get(TOKEN)
        g.member = member_of(token) if token else None
    member: Member | None = g.member
    return member


def may(rule: Rule, *things: Any) -> bool:
    """Whether the one who asks may; a visitor may nothing that has a rule."""
    member = current_member()
    return member is not None and rule(member, *things)


def require(rule: Rule, *things: Any) -> Member:
    """The member, if the rule allows; else sign in, or refused."""
    member = current_member()
    if member is None:
        raise SignInNeeded
    if not rule(member, *things):
        raise NotAllowed
    return member
