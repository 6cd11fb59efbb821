"""The wall of tally marks on the home page: each stroke is a real vote."""

from dataclasses import dataclass
from random import Random

COLUMNS = 11
STEP = 44
ROW = 40
FORMS = 6
MOST = 176


@dataclass(frozen=True)
class Bundle:
    """Five votes: which drawing, where, and whether they went to something that shipped since."""

    form: int
    x: float
    y: float
    strokes: int
    shipped: bool


def wall(votes: int, shipped: int) -> list[Bundle]:
    """Lay out the votes in bundles of five, the ones that led somewhere last; the same every time."""
    draw = Random(7)
    votes = min(votes, MOST * 5)
    count = -(-votes // 5)
    first_shipped = 0 if shipped >= votes else count - shipped // 5
    return [
        Bundle(
            form=draw.randrange(FORMS),
            x=round(3 + place % COLUMNS * STEP + draw.uniform(-2, 2), 1),
            y=round(5 + place // COLUMNS * ROW + draw.uniform(-2, 2), 1),
            strokes=5 if place < count - 1 or votes % 5 == 0 else votes % 5,
            shipped=place >= first_shipped,
        )
        for place in range(count)
    ]


def height(bundles: list[Bundle]) -> int:
    """How tall the wall is in its own units."""
    return max(1, -(-len(bundles) // COLUMNS)) * ROW + 6
