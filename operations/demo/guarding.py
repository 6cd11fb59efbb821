"""What the house guards itself with as it goes: what is read first where, a refused host, a flagger, a crisis that passed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from community.spaces.commands import FIELDS, save_space
from community.spaces.models import Mode, Space
from foundation.database import db
from moderation.illegal.commands import add_flagger
from moderation.lists.commands import add_host
from moderation.modes import commands as modes
from operations.demo.stage import Cast, Event

LEADS = "noor"
REFUSED = ("cafe-pas-cher.example", "Trois fois la même réclame en une semaine")
FLAGGER = ("veille@consommateurs-du-rhone.example", "Consommateurs du Rhône")
RUMOUR = "Une rumeur de rappel court dans le quartier. Rien n’est rappelé : nous lisons tout, le temps de répondre."
LOOSENED: dict[str, object] = {"moderation": Mode.REACTIVE.value}
CHANGED: tuple[tuple[int, str, dict[str, object]], ...] = (
    *((130, slug, LOOSENED) for slug in ("cafe", "sachets", "site", "tables")),
    (9, "tables", {"moderation": Mode.POST.value}),
    (3, "site", {"first_held": 1, "links_held": True, "pictures_held": True}),
)
CRISIS = (timedelta(hours=31), timedelta(hours=26))


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """A year long everything was read once it stood there; then the house trusted, and lately looks again where it must.

    The crisis was ended by hand, so that whoever tries the demo is not read first.
    """
    yield end - timedelta(days=40), lambda: add_flagger(*FLAGGER, cast.member("odile"))
    yield end - timedelta(days=2), lambda: add_host(*REFUSED, cast.member("helene"), refused=True)
    for days, slug, given in CHANGED:
        yield end - timedelta(days=days), partial(_change, cast, slug, given)
    yield end - CRISIS[0], lambda: modes.begin(cast.member(LEADS), RUMOUR)
    yield end - CRISIS[1], lambda: modes.end(cast.member(LEADS))


def _change(cast: Cast, slug: str, given: dict[str, object]) -> None:
    space = db.session.get_one(Space, cast.spaces[slug])
    as_it_is = {name: getattr(space, name) for name in FIELDS}
    save_space(space, cast.member(LEADS), **(as_it_is | given))
