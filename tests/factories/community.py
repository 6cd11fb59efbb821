"""Spaces and what stands in them."""

from itertools import count
from typing import Any

from accounts.models import Member
from community.contributions.models import Contribution, State
from community.spaces.models import CircleMember, Space
from foundation.database import db

_numbers = count(1)


def a_space(*, circle: tuple[Member, ...] = (), **given: Any) -> Space:
    """A public space where contributions are published at once."""
    number = next(_numbers)
    space = Space(
        **{"slug": f"space-{number}", "name": f"Space {number}", "purpose": "Ideas about coffee"} | given
    )
    db.session.add(space)
    db.session.flush()
    db.session.add_all(CircleMember(space_id=space.id, member_id=member.id) for member in circle)
    db.session.flush()
    return space


def a_contribution(author: Member | None = None, **given: Any) -> Contribution:
    """Something published, of no particular kind unless one is given with `of`."""
    values = {
        "title": "Refill bags",
        "source": "Let us bring our own bag.",
        "html": "<p>Let us bring our own bag.</p>",
        "state": State.PUBLISHED.value,
    } | given
    space = values.pop("space", None) or a_space()
    kind: type[Contribution] = values.pop("of", Contribution)
    written = kind(space_id=space.id, author_id=author.id if author else None, **values)
    db.session.add(written)
    db.session.flush()
    return written
