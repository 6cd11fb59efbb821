"""What is held: for whoever deletes, erases or lets expire."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from accounts.holds.models import Held, LegalHold
from foundation.database import db

PAST = 50


def held_members() -> Select[int | None]:
    """The members of whom something is held."""
    return select(LegalHold.member_id).where(LegalHold.lifted_at.is_(None), LegalHold.member_id.is_not(None))


def held_contributions() -> Select[int]:
    """The contributions that are held themselves."""
    its = (LegalHold.kind == Held.CONTRIBUTION.value, LegalHold.lifted_at.is_(None))
    return select(LegalHold.object_id).where(*its)


def holds_on(member_id: int) -> Sequence[LegalHold]:
    """What stands against erasing a member, the oldest first."""
    its = (LegalHold.member_id == member_id, LegalHold.lifted_at.is_(None))
    return db.session.scalars(select(LegalHold).where(*its).order_by(LegalHold.id)).all()


def hold_on(kind: Held, object_id: int) -> LegalHold | None:
    """The hold on a thing, if there is one."""
    its = (LegalHold.kind == kind.value, LegalHold.object_id == object_id, LegalHold.lifted_at.is_(None))
    return db.session.scalars(select(LegalHold).where(*its)).first()


def standing() -> Sequence[LegalHold]:
    """All holds that stand, the oldest first, with the people."""
    return db.session.scalars(_named().where(LegalHold.lifted_at.is_(None)).order_by(LegalHold.id)).all()


def lifted() -> Sequence[LegalHold]:
    """Holds that were lifted, the latest first, with the people."""
    over = _named().where(LegalHold.lifted_at.is_not(None))
    return db.session.scalars(
        over.order_by(LegalHold.lifted_at.desc(), LegalHold.id.desc()).limit(PAST)
    ).all()


def _named() -> Select[LegalHold]:
    people = (LegalHold.member, LegalHold.set_by, LegalHold.lifted_by)
    return select(LegalHold).options(*[joinedload(one) for one in people])
