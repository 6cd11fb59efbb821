"""Which spaces there are, and which of them somebody may read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, Select, or_, select

from accounts.models import Member
from community.spaces.models import Audience, CircleMember, Space
from foundation.database import db


def readable(member: Member | None) -> ColumnElement[bool]:
    """Spaces whose list of contributions the member may read; `own` spaces are boxes, not lists."""
    if member is None:
        return Space.audience == Audience.PUBLIC.value
    circles = select(CircleMember.space_id).where(CircleMember.member_id == member.id)
    open_to = [Audience.PUBLIC.value, Audience.MEMBERS.value]
    if member.role.is_staff:
        open_to.append(Audience.OWN.value)
    if member.role.administers:
        open_to.append(Audience.CIRCLE.value)
    return or_(Space.audience.in_(open_to), Space.id.in_(circles))


def readable_ids(member: Member | None) -> Select[int]:
    """Ids of the spaces the member may read, for use inside another question."""
    return select(Space.id).where(readable(member))


def spaces_for(member: Member | None) -> Select[Space]:
    """The spaces the member may read and that are not archived, in their order."""
    return (
        select(Space).where(readable(member), Space.archived_at.is_(None)).order_by(Space.position, Space.id)
    )


def writable_for(member: Member | None) -> Select[Space]:
    """The spaces the member (or a visitor, once signed in) may write in: readable ones and suggestion boxes."""
    may = or_(readable(member), Space.audience.in_([Audience.OWN.value, Audience.MEMBERS.value]))
    return select(Space).where(may, Space.archived_at.is_(None)).order_by(Space.position, Space.id)


def circle_of(space: Space) -> Sequence[Row[int, str, int]]:
    """Id, name and portrait of everybody in the circle of a space."""
    question = select(Member.id, Member.name, Member.portrait).join(
        CircleMember, CircleMember.member_id == Member.id
    )
    return db.session.execute(question.where(CircleMember.space_id == space.id).order_by(Member.name)).all()
