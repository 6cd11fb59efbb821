"""Sums over time as columns: one part each, or several stacked from the line of zero."""

from collections.abc import Iterable, Sequence
from typing import Any

from .axes import Plot, label_axis, plot, value_axis
from .labels import Label, above, beside, room_beside
from .numbers import Numbers
from .scale import ticks
from .series import series_of
from .shapes import NARROW, WIDE, Drawing, Rect, Shape

FULL, WIDEST = 0.72, 44


def columns(
    labels: Sequence[str], series: Iterable[Any], numbers: Numbers | None = None, *,
    narrow: bool = False, whole: bool = False,
) -> Drawing:  # fmt: skip
    """A column for each label; the parts of several series stand on each other, negative ones under zero.

    A missing value has no part. Heights are in proportion: those above zero add up to the sum of the positive
    values. Empty when no value is known; raises ValueError for values no axis can hold (see `scale.ticks`).
    """
    numbers, parts = numbers or Numbers(), series_of(series)
    if not labels or not any(one.known() for one in parts):
        return Drawing(NARROW if narrow else WIDE, 0)
    stacks = [stacked([one.at(place) or 0.0 for one in parts]) for place in range(len(labels))]
    steps = ticks(
        (end for stack in stacks for part in stack for end in part), 4 if narrow else 5, whole=whole
    )
    several = len(parts) > 1
    room = room_beside([one.name for one in parts]) if several else 8
    box = plot(
        steps,
        numbers,
        narrow=narrow,
        rows=len(parts) if narrow and several else 0,
        right=8 if narrow else room,
    )
    middles = middles_of(len(labels), box)
    shapes = value_axis(steps, numbers, box) + label_axis(labels, middles, box)
    wide = min(WIDEST, FULL * (box.right - box.left) / len(labels))
    for label, middle, stack in zip(labels, middles, stacks, strict=True):
        names = [f"{one.name}, {label}" if several else label for one in parts]
        shapes += _column(stack, middle - wide / 2, wide, names, box, numbers)
    if several:
        ends = [
            Label(number, one.name, "", _middle(stacks, number - 1, box), bar=True)
            for number, one in enumerate(parts, 1)
        ]
        shapes += (
            above(ends) if narrow else beside(ends, box.right + 12, room - 22, box.top + 8, box.bottom - 8)
        )
    return Drawing(box.width, box.height, tuple(shapes))


def stacked(values: Sequence[float]) -> list[tuple[float, float]]:
    """From where to where each part goes: positive ones upwards from zero, negative ones downwards."""
    up = down = 0.0
    parts = []
    for value in values:
        start = up if value >= 0 else down
        parts.append((start, start + value))
        if value >= 0:
            up += value
        else:
            down += value
    return parts


def middles_of(count: int, box: Plot) -> list[float]:
    """The middle of each column, all equally wide apart."""
    apart = (box.right - box.left) / count
    return [box.left + (place + 0.5) * apart for place in range(count)]


def _column(
    stack: Sequence[tuple[float, float]],
    x: float,
    wide: float,
    names: Sequence[str],
    box: Plot,
    numbers: Numbers,
) -> list[Shape]:
    shapes: list[Shape] = []
    for number, (start, end) in enumerate(stack, 1):
        top, bottom = sorted((box.values.at(start), box.values.at(end)))
        if bottom > top:
            says = numbers.pair(names[number - 1], end - start)
            shapes.append(Rect(x, top, wide, bottom - top, f"chart__bar is-{number}", says, number))
    return shapes


def _middle(stacks: Sequence[Sequence[tuple[float, float]]], part: int, box: Plot) -> float:
    """The height of a part in the last column."""
    start, end = stacks[-1][part]
    return box.values.at((start + end) / 2)
