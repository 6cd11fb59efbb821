"""Names written on the series themselves: beside their end when there is room, above the drawing when not."""

from collections.abc import Sequence
from dataclasses import dataclass

from .shapes import LETTER, NARROW, Line, Rect, Shape, Word, fit, spread, width_of

WIDEST = 220
ROW = 20


@dataclass(frozen=True)
class Label:
    """The name and the latest value of a series, and where it ends."""

    series: int
    name: str
    value: str
    y: float
    bar: bool = False

    @property
    def css(self) -> str:
        """The colour of the series, where the words can bear it."""
        return f"is-label is-{self.series}"


def room_beside(names: Sequence[str]) -> float:
    """How much the right side must leave for two lines of words."""
    return min(WIDEST, max(map(width_of, names), default=0)) + 22


def beside(labels: Sequence[Label], x: float, room: float, low: float, high: float) -> list[Shape]:
    """The name, over its value if it has one, at the height of each series' end, moved apart where they would meet."""
    shapes: list[Shape] = []
    gap = 40 if any(one.value for one in labels) else ROW
    for one, y in zip(labels, spread([one.y for one in labels], gap, low, high), strict=True):
        name = fit(one.name, room)
        shapes.append(Word(x, y - 2 if one.value else y + 4, name, css=one.css))
        if one.value:
            shapes.append(Word(x, y + 15, fit(one.value, room)))
    return shapes


def above(labels: Sequence[Label]) -> list[Shape]:
    """A row for each series: how it is drawn, its name, its value."""
    shapes: list[Shape] = []
    for row, one in enumerate(labels):
        y = 14.0 + row * ROW
        if one.bar:
            shapes.append(Rect(0, y - 10, 12, 12, f"chart__bar is-{one.series}", series=one.series))
        else:
            shapes.append(Line(((1, y - 4), (25, y - 4)), f"chart__line is-{one.series}"))
        x = 20.0 if one.bar else 34.0
        room = NARROW - x
        name = fit(one.name, max(room - width_of(one.value) - LETTER, room / 3))
        shapes.append(Word(x, y, fit(f"{name} {one.value}".strip(), room), css=one.css))
    return shapes
