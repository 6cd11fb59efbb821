"""Which pictures are banned, and which of a contribution is like one of them."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, cast, func, or_, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.pictures.models import Picture
from community.pictures.queries import Shown, pictures_of
from foundation.clock import now
from foundation.database import db
from foundation.pictures import Match
from moderation.kept import Kept
from moderation.models import Finding
from moderation.pictures.models import BannedPicture
from moderation.reasons import Because


class Like(NamedTuple):
    """That a picture is like a banned one, and how."""

    picture: Picture
    ban: BannedPicture
    match: Match


def in_force() -> Sequence[BannedPicture]:
    """The bans that hold something now."""
    stands = (
        BannedPicture.lifted_at.is_(None),
        or_(BannedPicture.until.is_(None), BannedPicture.until > now()),
    )
    return db.session.scalars(select(BannedPicture).where(*stands).order_by(BannedPicture.id)).all()


_ANY = Kept(lambda: bool(in_force()), BannedPicture)


def anything_banned() -> bool:
    """Whether there is anything to hold a picture against."""
    return _ANY()


def banned_among(pictures: Iterable[Picture], bans: Sequence[BannedPicture] | None = None) -> list[Like]:
    """For each picture that is like a banned one, the ban it is nearest to."""
    shown = list(pictures)
    bans = in_force() if bans is None and shown else bans or ()
    found = []
    for one in shown:
        near = [(match.distance, ban.id, Like(one, ban, match)) for ban in bans if (match := like(one, ban))]
        if near:
            found.append(min(near)[2])
    return found


def like(picture: Picture, ban: BannedPicture) -> Match | None:
    """How a picture is like a banned one, if it is."""
    return ban.fingerprint.match(picture.fingerprint)


def listed() -> Sequence[Row[*tuple[Any, ...]]]:
    """Every ban with who made it and how often it was met, the newest first."""
    met = (
        select(cast(Finding.detail, Integer).label("ban_id"), func.count().label("met"))
        .where(Finding.kind == Because.PICTURE.value)
        .group_by(Finding.detail)
        .subquery()
    )
    columns = (BannedPicture, Member.name, func.coalesce(met.c.met, 0).label("met"))
    question = select(*columns).outerjoin(Member, Member.id == BannedPicture.by_id)
    question = question.outerjoin(met, met.c.ban_id == BannedPicture.id)
    return db.session.execute(question.order_by(BannedPicture.id.desc())).all()


def shown_in(contribution: Contribution) -> Sequence[tuple[Shown, Like | None]]:
    """The pictures of a case, each with the banned one it is like."""
    pictures = pictures_of(contribution.id)
    likes = {like.picture.id: like for like in banned_among(pictures)}
    return [(Shown(one.key, one.alt, one.width, one.height), likes.get(one.id)) for one in pictures]
