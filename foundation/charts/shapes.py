"""What a drawing is made of. All places are in the drawing's own units, with y growing downwards."""

from dataclasses import dataclass
from typing import ClassVar

Point = tuple[float, float]
WIDE, NARROW = 760, 360
WIDE_LETTERS = frozenset("%@MWmw€")
LETTER = 7.3  # width of a letter of the 13 px text, rounded up: words are placed without measuring them


@dataclass(frozen=True)
class Line:
    """A line through points; `closed` makes it a surface."""

    points: tuple[Point, ...]
    css: str
    closed: bool = False
    kind: ClassVar[str] = "line"

    @property
    def written(self) -> str:
        """The points as SVG wants them."""
        return " ".join(f"{short(x)},{short(y)}" for x, y in self.points)


@dataclass(frozen=True)
class Rect:
    """A bar; `says` is read when one points at it, `series` picks its pattern."""

    x: float
    y: float
    width: float
    height: float
    css: str
    says: str = ""
    series: int = 0
    kind: ClassVar[str] = "rect"


@dataclass(frozen=True)
class Dot:
    """One value of a line."""

    x: float
    y: float
    css: str
    says: str = ""
    kind: ClassVar[str] = "dot"


@dataclass(frozen=True)
class Word:
    """A text on its base line; the anchor is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    css: str = ""
    kind: ClassVar[str] = "word"

    @property
    def span(self) -> tuple[float, float]:
        """Where it begins and ends, as far as one can know without the font."""
        wide = width_of(self.text)
        start = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return start, start + wide


Shape = Line | Rect | Dot | Word


@dataclass(frozen=True)
class Drawing:
    """Shapes in a box; without shapes there was nothing to draw."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.shapes


def short(value: float) -> str:
    """A place with at most one decimal, which is finer than the eye."""
    return f"{value + 0.0:.1f}".removesuffix(".0")


def width_of(text: str) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    return (len(text) + 0.5 * sum(letter in WIDE_LETTERS for letter in text)) * LETTER


def fit(text: str, room: float) -> str:
    """A text, shortened with an ellipsis when it is wider than the room."""
    if width_of(text) <= room + 0.01:
        return text
    while text and width_of(text) + LETTER > room:
        text = text[:-1]
    return text.rstrip() + "…"


def inside(x: float, text: str, width: float) -> tuple[float, str]:
    """Where a text under x starts from so that it stays in the box: in the middle when it can."""
    half = width_of(text) / 2
    if x - half < 0:
        return 0, "start"
    return (width, "end") if x + half > width else (x, "middle")


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart, in their order, by at least the gap, within low and high; closer when there is no room."""
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    placed = list(wanted)
    floor = low
    for place in order:
        placed[place] = floor = max(wanted[place], floor)
        floor += gap
    ceiling = high
    for place in reversed(order):
        placed[place] = ceiling = min(placed[place], ceiling)
        ceiling -= gap
    return placed
