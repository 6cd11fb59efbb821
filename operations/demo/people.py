"""The people of the demo: some with a life of their own, and a crowd that mostly votes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from accounts.models import Role
from foundation.html import shapes
from foundation.html.portrait import Look, number_of
from operations.demo import script

DOMAIN = "demo.example"
PASSWORD = "brume sur la Saone"  # noqa: S105  printed for everybody who starts the demo
MEMBERS = 200
HAIR = {
    "women": ("long", "knot", "chin", "round", "tail", "plaits", "fringe", "waves", "scarf", "curls", "wool hat"),
    "men": ("short", "short", "bald", "cap", "wool hat", "curls", "brushed up", "brushed up", "round"),
}  # fmt: skip
EXTRAS = {
    "women": ("none", "none", "none", "round glasses", "red glasses", "earrings", "earrings", "scarf"),
    "men": ("none", "none", "round glasses", "beard", "beard", "beard and glasses", "moustache", "scarf"),
}


@dataclass(frozen=True)
class Person:
    """Somebody with an account, since so many days."""

    key: str
    name: str
    joined: float
    role: Role = Role.MEMBER
    language: str = "fr"
    bio: str = ""
    customer: bool = True
    leaves: float = 0
    portrait: int = 0
    crowd: bool = False
    works_at: str = DOMAIN
    gone: bool = False

    @property
    def email(self) -> str:
        """Where they would be reached, if they existed."""
        return f"{self.key}@{self.works_at}"


@cache
def everybody() -> tuple[Person, ...]:
    """All of them, the same every time."""
    return (*named(), *passing(), *_crowd())


@cache
def named() -> tuple[Person, ...]:
    """Those who write, in the order of the file."""
    return tuple(_person(dict(given)) for given in script.read("people.toml")["person"])


@cache
def passing() -> tuple[Person, ...]:
    """Those who came to advertise, and were sent away."""
    given = script.read("past.toml")["spam"]["passing"]
    return tuple(
        Person(one["key"], one["name"], one["days_ago"], language=one["language"], customer=False, gone=True)
        for one in given
    )


def _person(given: dict[str, Any]) -> Person:
    role, look = Role(given.pop("role", "member")), given.pop("look")
    customer = given.pop("customer", not role.is_staff)
    face = _face(given["key"], look["skin"], look["hair"], look["tint"], look["extra"])
    return Person(role=role, customer=customer, portrait=face, **given)


def _face(key: str, skin: int, hair: str, tint: str, extra: str) -> int:
    luck = random.Random(f"face of {key}")
    look = Look(
        ground=luck.randrange(len(shapes.GROUNDS)),
        skin=skin,
        hair=list(shapes.HAIR).index(hair),
        tint=list(shapes.TINTS).index(tint),
        cloth=luck.randrange(len(shapes.CLOTHS)),
        cut=luck.randrange(len(shapes.CUTS)),
        extra=list(shapes.EXTRAS).index(extra),
    )
    return number_of(look)


def _crowd() -> Iterator[Person]:
    """First names with an initial; more of them joined lately than in the beginning."""
    given, luck = script.read("people.toml")["crowd"], random.Random(11)
    lives = {language: list(given[f"bios_{language}"]) for language in ("fr", "en")}
    names = [
        (name, kind, language)
        for language in ("fr", "en")
        for kind in ("women", "men")
        for name in given[f"{kind}_{language}"].split()
    ]
    luck.shuffle(names)
    missing, taken = MEMBERS - len(named()) - len(passing()), set[str]()
    for number, (name, kind, language) in enumerate(list(chain(names, names))[:missing], 1):
        shown = next(
            new
            for new in (f"{name} {luck.choice('ABCDEFGHKLMNPRSTV')}." for _ in range(99))
            if new not in taken
        )
        taken.add(shown)
        bio = lives[language].pop() if lives[language] and luck.random() < 0.4 else ""
        key, joined, customer = f"voix{number:03}", 4 + 525 * luck.betavariate(1.5, 1.2), luck.random() < 0.68
        yield Person(
            key,
            shown,
            joined,
            language=language,
            bio=bio,
            customer=customer,
            portrait=_drawn(key, kind),
            crowd=True,
        )


def _drawn(key: str, kind: str) -> int:
    """Somebody's portrait; one in twelve keeps their initials."""
    luck = random.Random(f"look of {key}")
    tints = list(shapes.TINTS)
    tint = luck.choices(tints, (5, 3, 5, 4, 3, 2, 2, 2, 2))[0]
    face = _face(
        key, luck.randrange(len(shapes.SKINS)), luck.choice(HAIR[kind]), tint, luck.choice(EXTRAS[kind])
    )
    return 0 if luck.random() < 1 / 12 else face
