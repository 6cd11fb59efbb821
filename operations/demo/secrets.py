"""What the house keeps to itself: a name under embargo, the domains of competitors, and who read what in the circle."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from community.readings.commands import write_down
from foundation.database import db
from ideas.models import Idea
from moderation.embargo import commands, competitors
from operations.demo.stage import Cast, Event

TERM = "Brume Zéro"
RIVALS = {
    "Brûlerie du Nord": "bruleriedunord.example brulerie-du-nord.example",
    "Roast & Co": "roastandco.example",
}
EMBARGO = (timedelta(days=45), timedelta(days=80))
READINGS = (("karim", 12), ("agnes", 9), ("salome", 7), ("rosalind", 3), ("theo", 1))


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """The name is sealed before anybody talks of it; the circle is read for some days."""
    yield end - EMBARGO[0], partial(_seal, cast, end)
    for key, days in READINGS:
        for back in range(days, 0, -2):
            yield end - timedelta(days=back, minutes=7 * days), partial(_read, cast, key, back)


def _seal(cast: Cast, end: datetime) -> None:
    keeper = cast.member("noor")
    commands.add_term(TERM, (end - EMBARGO[0]).date(), (end + EMBARGO[1]).date(), keeper)
    for company, domains in RIVALS.items():
        competitors.add(company, competitors.domains_in(domains), keeper)


def _read(cast: Cast, key: str, back: int) -> None:
    space = cast.spaces["atelier"]
    asked = select(Idea.id).where(Idea.space_id == space).order_by(Idea.id)
    written = db.session.scalars(asked).all()
    for idea_id in written[back % 3 :: 3]:
        write_down(space, idea_id, cast.members[key])
