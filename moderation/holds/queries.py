"""What a hold is about, as an admin may read it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select

from accounts.holds.models import Held, LegalHold
from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.database import db
from foundation.web import LARGEST_ID


class About(NamedTuple):
    """A thing that is or may be held: what it is called, and whose it is."""

    kind: Held
    number: int
    name: str
    member_id: int | None


def about(kind: str, number: int, reader: Member) -> About | None:
    """What would be held, if it is there for the reader."""
    if not 0 < number <= LARGEST_ID:
        return None
    if kind == Held.MEMBER.value:
        person = db.session.get(Member, number)
        return About(Held.MEMBER, number, person.name, number) if person and not person.erased_at else None
    asked = select(Contribution).where(Contribution.id == number, visible_to(reader))
    found = db.session.scalars(asked).first()
    return About(Held.CONTRIBUTION, number, found.label, found.author_id) if found else None


def labels(holds: Iterable[LegalHold], reader: Member) -> dict[int, str]:
    """The names of the held texts that the reader may read."""
    ids = [one.object_id for one in holds if one.kind == Held.CONTRIBUTION.value]
    asked: Any = select(Contribution).where(Contribution.id.in_(ids), visible_to(reader))
    return {one.id: one.label for one in db.session.scalars(asked)}
