"""Ban a picture, lift the ban, and find where it stands already."""

from datetime import timedelta

from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution
from community.pictures.models import Picture
from foundation import audit
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict
from foundation.facts import tell
from foundation.language import _l
from moderation.cases import bring_up
from moderation.meanings import MEANINGS
from moderation.pictures.facts import PictureBanned
from moderation.pictures.models import BannedPicture
from moderation.pictures.queries import Like, banned_among
from moderation.reasons import Because, Reason
from moderation.watching import Act, Found

LOT = 1000


class BannedAlready(Conflict):
    """One like it is in the list."""

    message = _l("This picture, or one very much like it, is banned already.")


def ban(
    picture: Picture, by: Member, reason: Reason, note: str = "", *, days: int = 0, case_id: int | None = None
) -> BannedPicture:
    """Hold every text that shows a picture like this one, for some days or (0) until the ban is lifted."""
    if banned_among([picture]):
        raise BannedAlready
    until = now() + timedelta(days=days) if days else None
    made = BannedPicture(
        phash=picture.phash, dhash=picture.dhash, mirror_phash=picture.mirror_phash, mirror_dhash=picture.mirror_dhash,
        reason=reason.value, note=note, by_id=by.id, until=until, case_id=case_id,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    after = {"reason": reason.value, "until": until.isoformat() if until else None}
    audit.note(by.id, "moderation.picture.banned", ("banned_picture", made.id), after=after)
    tell(PictureBanned(made.id))
    return made


def lift(banned: BannedPicture, by: Member) -> None:
    """Let it hold nothing more; what waits because of it still waits."""
    if banned.lifted_at is None:
        banned.lifted_at = now()
        audit.note(by.id, "moderation.picture.lifted", ("banned_picture", banned.id))


def found(like: Like) -> Found:
    """What the desk reads of a match."""
    seen = {"ban": like.ban.id, "picture": like.picture.key, **vars(like.match)}
    return Found(
        Because.PICTURE, str(like.ban.id), Act.HOLD, MEANINGS[Reason(like.ban.reason)].severity, seen=seen
    )


def bring_up_those(banned: BannedPicture) -> int:
    """Put before the moderators what shows the picture in public already; answer how much that is."""
    last, brought = 0, 0
    its = select(Picture).join(Contribution, Contribution.id == Picture.contribution_id)
    public = its.where(Contribution.state.in_(PUBLIC_STATES)).order_by(Picture.id).limit(LOT)
    while lot := db.session.scalars(public.where(Picture.id > last)).all():
        last = lot[-1].id
        for like in banned_among(lot, [banned]):
            assert like.picture.contribution_id is not None
            bring_up(db.session.get_one(Contribution, like.picture.contribution_id), [found(like)])
            brought += 1
    return brought
