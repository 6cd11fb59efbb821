"""Things beside each other as lying bars, each with its name, its value and its interval."""

from collections.abc import Iterable, Sequence
from typing import Any

from .numbers import Numbers
from .scale import Scale, ticks
from .shapes import NARROW, WIDE, Drawing, Line, Rect, Shape, Word, fit, width_of

THICK, ROW, TALL_ROW = 14, 34, 48
NAMES = 0.36
Row = tuple[str, float | None, float | None, float | None]


def bar(rows: Iterable[Sequence[Any]], numbers: Numbers | None = None, *, narrow: bool = False) -> Drawing:
    """One bar a row of (name, value) or (name, value, low, high), all from the same zero, negative ones to its left.

    Wide, the name stands before the bar; narrow, above it. A missing value shows its name and a dash. Empty without
    rows; raises ValueError for values no axis can hold (see `scale.ticks`).
    """
    numbers, given = numbers or Numbers(), [_row(one) for one in rows]
    width = NARROW if narrow else WIDE
    if not given:
        return Drawing(width, 0)
    reach = ticks([one for row in given for one in row[1:] if one is not None])
    said = [numbers.whole(row[1]) for row in given]
    value_room = max(map(width_of, said)) + 12
    names = min(NAMES * WIDE, max(width_of(row[0]) for row in given)) + 14
    start, end = (0.0, width - 0.0) if narrow else (names, width - value_room)
    scale = Scale(reach[0], reach[-1], start, end)
    height, shapes = (TALL_ROW if narrow else ROW), list[Shape]()
    for place, row in enumerate(given):
        y = place * height + (height - THICK - 8)
        shapes += _bar(row, scale, y, numbers)
        base = y - 8 if narrow else y + THICK - 2
        name = fit(row[0], width - value_room if narrow else names - 14)
        shapes += [Word(0, base, name, css="is-name"), Word(width, base, said[place], "end", "is-label")]
    return Drawing(width, height * len(given), tuple(shapes))


def _row(given: Sequence[Any]) -> Row:
    numbers = [None if one is None else float(one) for one in given[1:]]
    value, low, high = (*numbers, None, None, None)[:3]
    return str(given[0]), value, low, high


def _bar(row: Row, scale: Scale, y: float, numbers: Numbers) -> list[Shape]:
    name, value, low, high = row
    shapes: list[Shape] = [Rect(scale.start, y, scale.end - scale.start, THICK, "chart__track")]
    if value is not None:
        left, right = sorted((scale.at(0), scale.at(value)))
        shapes.append(Rect(left, y, right - left, THICK, "chart__bar is-1", numbers.pair(name, value), 1))
    if scale.low < 0:
        shapes.append(Line(((scale.at(0), y - 3), (scale.at(0), y + THICK + 3)), "chart__axis"))
    if low is not None and high is not None:
        shapes += whisker(scale.at(low), scale.at(high), y + THICK / 2)
    return shapes


def whisker(left: float, right: float, y: float) -> list[Shape]:
    """A lying interval: a line with an end at both sides."""
    ends = ((left, left), (right, right))
    uprights = [Line(((a, y - 8), (b, y + 8)), "chart__range") for a, b in ends]
    return [Line(((left, y), (right, y)), "chart__range"), *uprights]
