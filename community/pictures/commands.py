"""Keep a picture somebody sent, place it on a contribution, take it away."""

import hashlib
import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, func, select, update

from accounts.holds.models import LegalHold
from accounts.holds.queries import held_members
from accounts.models import Member
from community.contributions.models import Contribution
from community.pictures.models import Picture
from community.pictures.queries import stored_by
from foundation import audit, files, limits, outbox
from foundation.database import db, rows_changed
from foundation.errors import Invalid
from foundation.language import _l
from foundation.pictures import Cleaned

MOST = 4
A_DAY = (40, timedelta(days=1))
MOST_STORED = 200 * 1024 * 1024
REMOVE = "community.pictures.remove"
KIND = "picture"


class TooManyPictures(Invalid):
    """More than a page shows well."""

    field = "pictures"
    message = _l("At most four pictures, please. The first four are kept.")


class NoRoom(Invalid):
    """The member has filled what is meant for one person."""

    field = "pictures"
    message = _l(
        "Your pictures fill the room we have for each person. Please remove some of your older ones first."
    )


@dataclass(frozen=True)
class Choice:
    """What a form says of pictures: the words for each by its key, in order, and which are to go."""

    alts: dict[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()


NONE = Choice()


def store(cleaned: Cleaned) -> dict[str, str]:
    """Write the files of a picture and answer their names, by size; before the database is asked, for the disk may be slow."""
    return {
        size: files.put(io.BytesIO(drawn.webp), "picture.webp", KIND).name
        for size, drawn in cleaned.sizes.items()
    }


def keep(member: Member, cleaned: Cleaned, names: dict[str, str], alt: str = "") -> Picture:
    """Note a stored picture that waits to be placed; the same one sent again while it waits is noted once."""
    digest = hashlib.sha256(cleaned.sizes["full"].webp).hexdigest()
    waits = (Picture.member_id == member.id, Picture.contribution_id.is_(None), Picture.digest == digest)
    known = db.session.scalars(select(Picture).where(*waits)).first()
    if known is not None:
        known.alt = alt or known.alt
        return known
    limits.spend(f"picture:{member.id}", *A_DAY)
    if stored_by(member) + cleaned.weight > MOST_STORED:
        raise NoRoom
    full, print_ = cleaned.sizes["full"], cleaned.fingerprint
    kept = Picture(
        key=secrets.token_urlsafe(16), member_id=member.id, alt=alt, width=full.width, height=full.height,
        weight=cleaned.weight, digest=digest, phash=print_.phash, dhash=print_.dhash,
        mirror_phash=print_.mirror_phash, mirror_dhash=print_.mirror_dhash, **names,
    )  # fmt: skip
    db.session.add(kept)
    db.session.flush()
    return kept


def place(contribution: Contribution, actor: Member, choice: Choice) -> bool:
    """Give a contribution the pictures its form names, of its own and of those the actor sent; say whether anything changed."""
    here = Picture.contribution_id == contribution.id
    gone = db.session.scalars(select(Picture).where(here, Picture.key.in_(choice.dropped))).all()
    forget(gone)
    if gone and actor.id != contribution.author_id:
        thing = ("contribution", contribution.id)
        audit.note(actor.id, "community.pictures.removed", thing, before={"alt": [one.alt for one in gone]})
    stand = {one.key: one for one in db.session.scalars(select(Picture).where(here))}
    last = max((one.position for one in stand.values()), default=0)
    changed = bool(gone)
    for key, alt in choice.alts.items():
        if key in choice.dropped:
            continue
        if key in stand:
            changed = changed or stand[key].alt != alt
            stand[key].alt = alt
            continue
        free = (Picture.key == key, Picture.contribution_id.is_(None), Picture.member_id == actor.id)
        placed = (
            update(Picture).where(*free).values(contribution_id=contribution.id, position=last + 1, alt=alt)
        )
        if rows_changed(placed) == 1:
            last, changed = last + 1, True
    db.session.flush()
    if (db.session.scalar(select(func.count()).select_from(Picture).where(here)) or 0) > MOST:
        raise TooManyPictures
    return changed


def forget(pictures: Iterable[Picture]) -> None:
    """Delete pictures; their files go after the commit. What is held for the law is only taken off its text."""
    given = list(pictures)
    members = {one.member_id for one in given}
    held = (
        set(db.session.scalars(held_members().where(LegalHold.member_id.in_(members)))) if members else set()
    )
    for one in given:
        if one.member_id in held and one.contribution_id is not None:
            audit.note(
                None,
                "community.pictures.kept",
                ("contribution", one.contribution_id),
                after={"picture": one.id},
            )
            one.contribution_id = None
    gone = [one for one in given if one.member_id not in held]
    if not gone:
        return
    outbox.enqueue(REMOVE, {"names": [name for one in gone for name in one.files]})
    db.session.execute(delete(Picture).where(Picture.id.in_([one.id for one in gone])))
