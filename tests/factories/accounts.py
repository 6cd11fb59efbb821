"""People everybody knows: a customer, a moderator, a product manager, and a stranger who is nobody."""

from itertools import count
from typing import Any

from accounts.holds.commands import place
from accounts.holds.models import Held, LegalHold
from accounts.models import Member, Role
from foundation.clock import now
from foundation.database import db

_numbers = count(1)


def a_member(role: Role = Role.MEMBER, **given: Any) -> Member:
    """A verified member."""
    number = next(_numbers)
    name = given.pop("name", f"Member {number}")
    values = {
        "name": name,
        "name_skeleton": f"{name.casefold()}-{number}",
        "email": f"member{number}@example.org",
        "email_verified_at": now(),
        "language": "en",
        "timezone": "UTC",
    } | given
    member = Member(role_name=role.value, **values)
    db.session.add(member)
    db.session.flush()
    return member


def a_customer(**given: Any) -> Member:
    """Inès, who drinks four cups a day."""
    return a_member(**{"name": "Inès"} | given)


def a_moderator(**given: Any) -> Member:
    """Hélène, who keeps the place decent."""
    return a_member(Role.MODERATOR, **{"name": "Hélène"} | given)


def a_product_manager(**given: Any) -> Member:
    """Salomé, who decides."""
    return a_member(Role.PRODUCT_MANAGER, **{"name": "Salomé"} | given)


def an_admin(**given: Any) -> Member:
    """Odile, who runs the site."""
    return a_member(Role.ADMIN, **{"name": "Odile"} | given)


def a_hold(member: Member, reason: str = "Claim 12/2026", by: Member | None = None) -> LegalHold:
    """Everything about a member is held for the law."""
    return place(Held.MEMBER, member.id, member.id, reason, by or an_admin())
