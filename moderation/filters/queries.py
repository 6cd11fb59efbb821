"""The filters somebody can use, and what they offer to choose from."""

from collections.abc import Sequence

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from community.spaces.models import Space
from community.spaces.queries import readable_ids
from foundation.database import db
from moderation.filters.models import KeptFilter
from moderation.filters.narrowing import GIVEN_BY_RULES
from moderation.models import Case, Finding


def filters_of(member: Member) -> Sequence[KeptFilter]:
    """One’s own and those that colleagues share, by name."""
    theirs = or_(KeptFilter.owner_id == member.id, KeptFilter.shared.is_(True))
    question = select(KeptFilter).where(theirs).options(joinedload(KeptFilter.owner))
    return db.session.scalars(question.order_by(KeptFilter.name, KeptFilter.id)).all()


def a_filter(filter_id: int) -> Select[KeptFilter]:
    """One filter."""
    return select(KeptFilter).where(KeptFilter.id == filter_id)


def spaces_to_choose(member: Member) -> dict[str, str]:
    """The spaces the moderator may read, by id."""
    question = select(Space.id, Space.name).where(Space.id.in_(readable_ids(member))).order_by(Space.name)
    return {str(row.id): row.name for row in db.session.execute(question)}


def tags_to_choose() -> Sequence[Row[str, str]]:
    """What rules wrote on cases that wait: the kind (tag or route) and the word."""
    question = select(Finding.kind, Finding.detail).join(Case, Case.id == Finding.case_id).distinct()
    open_ones = (Case.closed_at.is_(None), Finding.kind.in_(GIVEN_BY_RULES))
    return db.session.execute(question.where(*open_ones).order_by(Finding.detail).limit(50)).all()
