"""What is read before it appears, or after: by the mode of its space, by what is in it, by who wrote it, in a crisis."""

from collections.abc import Iterator

from flask import Flask
from sqlalchemy import func, select

from accounts.models import Role
from community.contributions.models import PUBLIC_STATES, Contribution
from community.pictures import queries as pictures
from community.spaces.models import Mode, Space
from foundation.database import db
from moderation.modes.queries import is_running
from moderation.reasons import Because
from moderation.screening.links import find
from moderation.watching import Act, Found, Place, Written, register


def mode(written: Written) -> list[Found]:
    """The crisis, or the mode of the space with what is read first in it."""
    if is_running():
        return [Found(Because.CRISIS)]
    space = db.session.get_one(Space, written.space_id)
    if space.moderation == Mode.PRE:
        return [Found(Because.PRE_MODERATED)]
    after = [Found(Because.POST_MODERATED, act=Act.REVIEW)] if space.moderation == Mode.POST else []
    return [*after, *_read_first(written, space)]


def _read_first(written: Written, space: Space) -> Iterator[Found]:
    if space.first_held and is_new(written, space.first_held):
        yield Found(Because.NEWCOMER, str(space.first_held))
    if space.links_held:
        yield from links_of(written)
    if space.pictures_held and has_pictures(written):
        yield Found(Because.HAS_PICTURE)


def is_new(written: Written, approved: int) -> bool:
    """Whether fewer than so many texts of its author are public; whoever is trusted is new nowhere."""
    author = written.author
    if author is None or author.role is not Role.MEMBER:
        return False
    public = (Contribution.author_id == author.id, Contribution.state.in_(PUBLIC_STATES))
    others = (Contribution.id != written.contribution.id,) if written.contribution else ()
    seen = select(Contribution.id).where(*public, *others).limit(approved).subquery()
    return (db.session.scalar(select(func.count()).select_from(seen)) or 0) < approved


def links_of(written: Written) -> list[Found]:
    """Each host a text leads to, with every place where it does."""
    places: dict[str, list[Place]] = {}
    for part, text in written.parts.items():
        for link in find(text):
            places.setdefault(link.host[:100], []).append(Place(part, link.start, link.end))
    return [Found(Because.HAS_LINK, host, places=tuple(where)) for host, where in places.items()]


def has_pictures(written: Written) -> bool:
    """Whether a text comes with a picture."""
    return written.contribution is not None and pictures.has_pictures(written.contribution)


def init_app(app: Flask) -> None:
    """Let it look."""
    register(app, "mode", mode)
