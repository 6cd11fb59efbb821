"""What was reported as illegal, and what still waits."""

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accounts.models import Member
from accounts.queries import address
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.database import db
from foundation.settings import current
from moderation.illegal.models import Flagger, IllegalItem, IllegalNotice
from moderation.illegal.objections import ItemHand, Objection

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


def objection_to(item_id: int) -> Objection | None:
    """The objection to what was decided on an address, if there is one."""
    return db.session.scalars(select(Objection).where(Objection.item_id == item_id)).first()


def objections_of(notice: IllegalNotice) -> dict[int, Objection]:
    """The objections of the sender of a notice, by the address they are about."""
    its = select(Objection).where(Objection.item_id.in_([one.id for one in notice.items]))
    return {one.item_id: one for one in db.session.scalars(its)}


def objections_for(member: Member) -> Select[Objection]:
    """Every objection about things the moderator may see, with its item and notice."""
    items = items_for(member).with_only_columns(IllegalItem.id)
    loaded = select(Objection).join(Objection.item).join(IllegalItem.notice)
    with_both = contains_eager(Objection.item).contains_eager(IllegalItem.notice)
    return loaded.options(with_both).where(IllegalItem.id.in_(items))


def may_look_again(member: Member) -> ColumnElement[bool]:
    """Whether an objection is for this member to decide: no hand of theirs in it, and not about their own text."""
    hand = exists().where(ItemHand.item_id == Objection.item_id, ItemHand.member_id == member.id)
    own = exists().where(Contribution.id == IllegalItem.contribution_id, Contribution.author_id == member.id)
    return and_(~hand, ~own, func.coalesce(IllegalNotice.member_id, 0) != member.id)


def looks_again(found: Objection, member: Member) -> bool:
    """The same, of one objection."""
    return (
        db.session.scalar(objections_for(member).where(Objection.id == found.id, may_look_again(member)))
        is not None
    )


def objections(member: Member) -> Sequence[tuple[Objection, bool]]:
    """What waits, the first due first, each with whether the member may decide it."""
    still = objections_for(member).where(Objection.decided_at.is_(None)).add_columns(may_look_again(member))
    return [(row[0], bool(row[1])) for row in db.session.execute(still.order_by(Objection.due_at).limit(200))]


def objection_count(member: Member) -> int:
    """How many the member may decide."""
    still = objections_for(member).where(Objection.decided_at.is_(None), may_look_again(member))
    counted = still.with_only_columns(func.count(Objection.id), maintain_column_froms=True)
    return db.session.scalar(counted) or 0
