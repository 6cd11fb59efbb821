"""Drawn portraits: a number says ground, skin, hair, clothes and what one wears; the same number, the same face.

Pure. A number is a look written in a mixed base, so that every number up to `MANY` is a face of its own, and a
look that is described has its number. 0 is nobody: initials are shown instead.
"""

from dataclasses import astuple, dataclass
from functools import lru_cache
from math import prod

from markupsafe import Markup

from foundation.html import shapes

BASES = (
    len(shapes.GROUNDS), len(shapes.SKINS), len(shapes.HAIR), len(shapes.TINTS), len(shapes.CLOTHS), len(shapes.CUTS), len(shapes.EXTRAS),
)  # fmt: skip
MANY = prod(BASES)
_HAIR, _TINTS, _EXTRAS = (
    tuple(shapes.HAIR.values()),
    tuple(shapes.TINTS.values()),
    tuple(shapes.EXTRAS.values()),
)


@dataclass(frozen=True)
class Look:
    """Which of each kind, counted from 0 in the order of `shapes`."""

    ground: int = 0
    skin: int = 0
    hair: int = 0
    tint: int = 0
    cloth: int = 0
    cut: int = 0
    extra: int = 0


def number_of(look: Look) -> int:
    """The number of a look, from 1 to `MANY`."""
    number = 0
    for digit, base in zip(astuple(look), BASES, strict=True):
        number = number * base + digit % base
    return number + 1


def look_of(number: int) -> Look:
    """The look of a number; numbers beyond `MANY` begin again."""
    rest, digits = (number - 1) % MANY, []
    for base in reversed(BASES):
        rest, digit = divmod(rest, base)
        digits.append(digit)
    return Look(*reversed(digits))


@lru_cache(maxsize=2000)
def portrait(number: int, css: str = "") -> Markup:
    """The drawing, hidden from screen readers: it stands beside a name."""
    return Markup('<svg class="{}" viewBox="0 0 64 64" aria-hidden="true">{}</svg>').format(
        css, Markup(_drawn(look_of(number)))
    )


def _drawn(look: Look) -> str:
    skin, tint, cloth = shapes.SKINS[look.skin], _TINTS[look.tint], shapes.CLOTHS[look.cloth]
    behind, before, wraps = _HAIR[look.hair]
    worn = _EXTRAS[look.extra]
    if wraps:
        tint = shapes.CLOTHS[look.tint % len(shapes.CLOTHS)]
    body = f'<path fill="{cloth}" d="M8 64c0-12 9-18 24-18s24 6 24 18z"/>' + shapes.CUTS[look.cut]
    neck = f'<path fill="{skin}" d="M26 38h12v9a6 6 0 0 1-12 0z"/>'
    shade = '<path opacity=".13" d="M26 40h12v3q-6 4-12 0z"/>'
    face = f'<ellipse cx="32" cy="30" rx="11" ry="13" fill="{skin}"/>'
    drawn = f'<path fill="{shapes.GROUNDS[look.ground]}" d="M0 0h64v64H0z"/>' + behind + body + neck + shade
    return (drawn + face + worn + before).replace("$t", tint).replace("$s", skin)
