"""What was reported as illegal, and what still waits."""

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accounts.models import Member
from accounts.queries import address
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.database import db
from foundation.settings import current
from moderation.illegal.models import Flagger, IllegalItem, IllegalNotice

SIZE = 50


def sender_of(email: str, otherwise: str) -> str:
    """A keyed digest of an address, or of something else where none is given."""
    said = address(email) or otherwise
    return hmac.new(current().secret_key.encode(), f"illegal:{said}".encode(), hashlib.sha256).hexdigest()[
        :40
    ]


def is_flagger(email: str) -> bool:
    """Whether notices from this address are decided first."""
    known = select(Flagger.id).where(Flagger.email == address(email))
    return bool(email) and db.session.scalar(known) is not None


def flaggers() -> Sequence[Flagger]:
    """All trusted flaggers."""
    return db.session.scalars(select(Flagger).order_by(Flagger.name)).all()


def by_token(token: str) -> Select[IllegalNotice]:
    """The notice whose receipt has this secret."""
    return (
        select(IllegalNotice).where(IllegalNotice.token == token).options(selectinload(IllegalNotice.items))
    )


def items_for(member: Member) -> Select[IllegalItem]:
    """What notices pointed at and the moderator may see, with the notice."""
    joined = select(IllegalItem).join(IllegalItem.notice).options(contains_eager(IllegalItem.notice))
    joined = joined.outerjoin(Contribution, Contribution.id == IllegalItem.contribution_id)
    return joined.where(or_(IllegalItem.contribution_id.is_(None), visible_to(member)))


def waiting(member: Member) -> Sequence[IllegalItem]:
    """What waits for an answer, the first due first."""
    still = items_for(member).where(IllegalItem.told_at.is_(None))
    return db.session.scalars(still.order_by(IllegalNotice.due_at, IllegalItem.id).limit(200)).all()


def waiting_count(member: Member) -> int:
    """How many notices wait for an answer."""
    still = items_for(member).where(IllegalItem.told_at.is_(None))
    return db.session.scalar(still.with_only_columns(func.count(IllegalItem.id))) or 0


def answered(member: Member) -> Sequence[IllegalItem]:
    """What was answered, the latest first."""
    done = items_for(member).where(IllegalItem.told_at.is_not(None))
    return db.session.scalars(done.order_by(IllegalItem.told_at.desc()).limit(SIZE)).all()


def of_case(case_id: int) -> Sequence[IllegalItem]:
    """What notices say about the contribution of a case, the oldest first."""
    its = select(IllegalItem).where(IllegalItem.case_id == case_id).options(joinedload(IllegalItem.notice))
    return db.session.scalars(its.order_by(IllegalItem.id)).all()
