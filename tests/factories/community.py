"""Spaces and what stands in them."""

from itertools import count
from typing import Any

from community.spaces.models import CircleMember, Space
from accounts.models import Member
from foundation.database import db

_numbers = count(1)


def a_space(*, circle: tuple[Member, ...] = (), **given: Any) -> Space:
    """A public space where contributions are published at once."""
    number = next(_numbers)
    space = Space(**{"slug": f"space-{number}", "name": f"Space {number}", "purpose": "Ideas about coffee"} | given)
    db.session.add(space)
    db.session.flush()
    db.session.add_all(CircleMember(space_id=space.id, member_id=member.id) for member in circle)
    db.session.flush()
    return space
