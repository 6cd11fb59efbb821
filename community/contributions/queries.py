"""Which contributions somebody may see. What you may not see does not exist."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from accounts.models import Member, Role
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.spaces.queries import readable_ids
from foundation.database import Base

ABOUT = Contribution.__table__.alias("about")


def visible_to(member: Member | None, of: Any = Contribution) -> ColumnElement[bool]:
    """Contributions whose page the member may open: public ones, their own, and for staff the waiting ones.

    `of` names their columns when the question calls the table by another name.
    """
    readable = of.space_id.in_(readable_ids(member))
    public = and_(of.state.in_(PUBLIC_STATES), readable)
    if member is None:
        return public
    own: ColumnElement[bool] = of.author_id == member.id
    if member.role.moderates or member.role.answers:
        return or_(own, and_(readable, of.state != State.DRAFT.value))
    return or_(own, public)


def stands_for(member: Member | None) -> ColumnElement[bool]:
    """What the member may ask for by its number: a comment is there, for all who read it, while what it is about is."""
    link = Base.metadata.tables["comment"]
    around = exists().where(
        link.c.id == Contribution.id, ABOUT.c.id == link.c.about_id, visible_to(member, ABOUT.c)
    )
    said = and_(Contribution.kind == "comment", around)
    return or_(
        and_(said, Contribution.state.in_(PUBLIC_STATES)),
        and_(or_(Contribution.kind != "comment", around), visible_to(member)),
    )


def listed_for(member: Member | None) -> ColumnElement[bool]:
    """Contributions that lists, feeds, search and counts show to the member."""
    return and_(
        Contribution.state == State.PUBLISHED.value,
        Contribution.space_id.in_(readable_ids(member)),
    )


def contribution(contribution_id: int, member: Member | None) -> Select[Contribution]:
    """One contribution of any kind, if the member may see it."""
    return select(Contribution).where(Contribution.id == contribution_id, stands_for(member))


class AnyReader(NamedTuple):
    """Some reader of a role; which one is said when the question is asked."""

    role: Role
    id: BindParameter[int]


@lru_cache
def votable(role: Role | None) -> Select[Contribution]:
    """What readers of a role may vote for: what the public reads, and one's own, to be told why not.

    Asked with `wanted` and `reader`. Made once for each role: making the question cost more than its answer.
    """
    reader: Any = AnyReader(role, bindparam("reader", type_=Integer)) if role else None
    public = Contribution.state.in_(PUBLIC_STATES)
    mine = Contribution.author_id == (reader.id if reader else None)
    asked = select(Contribution).where(
        Contribution.id == bindparam("wanted", type_=Integer), stands_for(reader)
    )
    return asked.where(or_(public, mine))


def written_by(author_id: int, reader: Member | None) -> Select[*tuple[Any, ...]]:
    """Cards of what somebody wrote and the reader may see in lists."""
    columns = (
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.excerpt,
        Contribution.language,
        Contribution.stage,
        Contribution.vote_count,
        Contribution.comment_count,
        Contribution.published_at,
    )
    its = (Contribution.author_id == author_id, Contribution.kind != "comment", listed_for(reader))
    return select(*columns).where(*its)


def totals_of(cards: Select[*tuple[Any, ...]]) -> Select[int, int]:
    """How many cards there are, and their votes together."""
    counted = cards.subquery()
    return select(func.count(), func.coalesce(func.sum(counted.c.vote_count), 0)).select_from(counted)
