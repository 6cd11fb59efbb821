"""Which pictures a contribution has, and which of them somebody may see."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Exists, Select, and_, exists, func, or_, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import stands_for
from community.pictures.models import Picture
from foundation.database import db
from foundation.pictures.cleaning import SIZES


class Shown(NamedTuple):
    """A picture as a page shows it."""

    key: str
    alt: str
    width: int
    height: int

    def sides(self, size: str) -> tuple[int, int]:
        """How large it is in a size, so that the page keeps its place free."""
        scale = min(1.0, SIZES[size][0] / max(self.width, self.height))
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def picture(key: str, member: Member | None) -> Select[Picture]:
    """A picture by its key, if the member may see its contribution; one that is not placed yet, its sender alone."""
    seen: Any = and_(Picture.contribution_id == Contribution.id, stands_for(member))
    if member is None or not member.role.moderates:
        seen = and_(seen, ~_left())
    if member is not None:
        seen = or_(seen, and_(Picture.contribution_id.is_(None), Picture.member_id == member.id))
    joined = select(Picture).outerjoin(Contribution, Contribution.id == Picture.contribution_id)
    return joined.where(Picture.key == key, seen)


def is_public(found: Picture) -> bool:
    """Whether visitors who did not sign in see it too."""
    return db.session.scalars(picture(found.key, None)).first() is not None


def has_pictures(contribution: Contribution) -> bool:
    """Whether a contribution has a picture."""
    return bool(db.session.scalar(select(with_pictures(contribution.id))))


def alts_of(ids: Collection[int]) -> dict[int, list[str]]:
    """What the pictures of each of these contributions show, in the words of their authors; those without are left out."""
    question = select(Picture.contribution_id, Picture.alt).where(Picture.contribution_id.in_(ids))
    found: dict[int, list[str]] = {}
    for number, alt in db.session.execute(question.order_by(Picture.position, Picture.id)):
        if number is not None:
            found.setdefault(number, []).append(alt)
    return found


def with_pictures(contribution_id: Any) -> Exists:
    """The condition that a contribution has a picture."""
    return exists().where(Picture.contribution_id == contribution_id)


def pictures_of(contribution_id: int) -> Sequence[Picture]:
    """The pictures of a contribution in their order."""
    its = select(Picture).where(Picture.contribution_id == contribution_id)
    return db.session.scalars(its.order_by(Picture.position, Picture.id)).all()


def shown_of(ids: Iterable[int]) -> dict[int, list[Shown]]:
    """The pictures of several contributions as pages show them, in one question."""
    columns = (Picture.contribution_id, Picture.key, Picture.alt, Picture.width, Picture.height)
    its = select(*columns).where(Picture.contribution_id.in_(list(ids)), ~_left())
    found: dict[int, list[Shown]] = {}
    row: Any
    for row in db.session.execute(its.order_by(Picture.position, Picture.id)):
        found.setdefault(row.contribution_id, []).append(Shown(*row[1:]))
    return found


def _left() -> Exists:
    """Whose maker has left: the law may have it kept, and only moderators see it then."""
    return exists().where(Member.id == Picture.member_id, Member.erased_at.is_not(None))


def words_of(contribution_id: int) -> str:
    """What the pictures of a contribution show, in the words of its author."""
    return " ".join(alts_of([contribution_id]).get(contribution_id, ()))


def stored_by(member: Member) -> int:
    """How many bytes the pictures of a member take."""
    counted = select(func.coalesce(func.sum(Picture.weight), 0)).where(Picture.member_id == member.id)
    return db.session.scalar(counted) or 0


def sent_by(member: Member) -> Sequence[Picture]:
    """All pictures of a member, the oldest first."""
    return db.session.scalars(
        select(Picture).where(Picture.member_id == member.id).order_by(Picture.id)
    ).all()
