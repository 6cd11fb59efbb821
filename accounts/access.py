"""Access: who is here, and whether they may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import g, has_request_context, session
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from accounts.models import Member, MemberSession
from accounts.sessions import find
from foundation.clock import now
from foundation.errors import NotAllowed, Refused, SignInNeeded

Rule = Callable[..., bool]
TOKEN = "token"  # noqa: S105  the name of a cookie field
FRESH = timedelta(minutes=10)


class ConfirmNeeded(Refused):
    """The deed asks that the person has typed their password a moment ago."""

    status = 403
    message = _l("Please confirm your password first.")


def member_of_request() -> Member | None:
    """Whose session the cookie of this request names."""
    token = session.get(TOKEN)
    found = find(token) if isinstance(token, str) and not g.get("database_lost") else None
    if found is None:
        return None
    member, g.member_session = found
    g.session_hash = g.member_session.token_hash
    return member


def current_member() -> Member | None:
    """The member whose browser asks, if any."""
    if not has_request_context() or g.get("database_lost"):
        return None
    member = current_user._get_current_object()
    return member if isinstance(member, Member) else None


def current_session() -> MemberSession | None:
    """The row of the session in use, if any."""
    return g.get("member_session") if current_member() is not None else None


def may(rule: Rule, *things: Any) -> bool:
    """Whether the one who asks may; a visitor may nothing that has a rule."""
    member = current_member()
    return member is not None and rule(member, *things)


def require(rule: Rule, *things: Any) -> Member:
    """The member, if the rule allows; else sign in, or refused."""
    member = require_member()
    if not rule(member, *things):
        raise NotAllowed
    return member


def require_member() -> Member:
    """The member, whoever it is; a visitor signs in first."""
    member = current_member()
    if member is None:
        raise SignInNeeded
    return member


def is_fresh() -> bool:
    """Whether the person typed their password less than ten minutes ago."""
    found = current_session()
    return found is not None and found.confirmed_at + FRESH > now()


def require_fresh() -> Member:
    """The member, if they proved who they are a moment ago; else they do so first and come back."""
    member = require_member()
    if not is_fresh():
        raise ConfirmNeeded
    return member
