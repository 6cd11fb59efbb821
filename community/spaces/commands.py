"""Make, change and archive spaces; name who belongs to a circle."""

from sqlalchemy import delete, select

from accounts.models import Member
from community.spaces import doubts
from community.spaces.facts import CircleEntered, ReadersChanged
from community.spaces.models import Audience, CircleMember, Space
from foundation import audit, releasing
from foundation.clock import now
from foundation.database import db
from foundation.errors import Invalid
from foundation.facts import tell
from foundation.language import _, _l
from foundation.upsert import insert_new

READS_NOTHING_FIRST: dict[str, object] = {"first_held": 0, "links_held": False, "pictures_held": False}
FIELDS = (
    "name",
    "slug",
    "purpose",
    "audience",
    "moderation",
    "first_held",
    "links_held",
    "pictures_held",
    "position",
)


class SlugTaken(Invalid):
    """Two spaces cannot have the same address."""

    field = "slug"
    message = _l("Another space has this address. Please choose a different one.")


class NobodyKnown(Invalid):
    """A circle holds members only."""

    field = "email"
    message = _l("Nobody here has this e-mail address. Ask the person to create an account first.")


class SecondLook(Invalid):
    """Somebody should look twice before this person reads what is sealed."""

    field = "sure"
    message = _l("Please look twice before you let this person in.")


def save_space(space: Space, by: Member, **given: object) -> Space:
    """Make a space or change it; of what is read first, nothing is unless it is given."""
    given = READS_NOTHING_FIRST | given
    texts = (str(given["name"]), str(given.get("purpose", "")), str(given["slug"]))
    sealed = given["audience"] == Audience.CIRCLE.value
    releasing.ask(releasing.Words(texts, "space", by.id, ("space", space.id or 0), sealed=sealed))
    taken = select(Space.id).where(Space.slug == given["slug"], Space.id != (space.id or 0))
    if db.session.scalar(taken) is not None:
        raise SlugTaken
    before = {name: getattr(space, name) for name in FIELDS} if space.id else None
    for name in FIELDS:
        if name in given:
            setattr(space, name, given[name])
    db.session.add(space)
    db.session.flush()
    if before and before["audience"] != space.audience:
        tell(ReadersChanged(space.id))
    audit.note(by.id, "space.changed" if before else "space.made", ("space", space.id), before, dict(given))
    return space


def archive(space: Space, by: Member) -> None:
    """Close a space: it can be read, and nothing new is written there."""
    space.archived_at = space.archived_at or now()
    audit.note(by.id, "space.archived", ("space", space.id))


def reopen(space: Space, by: Member) -> None:
    """Open an archived space again."""
    space.archived_at = None
    audit.note(by.id, "space.reopened", ("space", space.id))


def add_to_circle(space: Space, email: str, by: Member, *, sure: bool = False) -> Member:
    """Let the member with this address into the circle; where there is a doubt, only who is `sure`."""
    wanted = select(Member).where(Member.email == email.strip().lower(), Member.erased_at.is_(None))
    member = db.session.scalars(wanted).first()
    if member is None:
        raise NobodyKnown
    why = doubts.about(member)
    if why and not sure:
        raise SecondLook(" ".join([*why, _("Nobody was let in. Tick the box if it is right all the same.")]))
    if insert_new(CircleMember, space_id=space.id, member_id=member.id, added_at=now(), added_by_id=by.id):
        told = {"member_id": member.id, "looked_twice": bool(why)}
        audit.note(by.id, "space.circle.added", ("space", space.id), after=told)
        tell(CircleEntered(space.id, member.id))
    return member


def remove_from_circle(space: Space, member_id: int, by: Member) -> None:
    """Let somebody read the circle's space no more."""
    there = (CircleMember.space_id == space.id, CircleMember.member_id == member_id)
    db.session.execute(delete(CircleMember).where(*there))
    tell(ReadersChanged(space.id))
    audit.note(by.id, "space.circle.removed", ("space", space.id), before={"member_id": member_id})
