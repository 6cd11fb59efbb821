"""The frame most charts stand in: a value axis with round steps, labels under the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .numbers import Numbers
from .scale import Scale
from .shapes import NARROW, WIDE, Line, Shape, Word, fit, inside, width_of

ROW, GAP = 20, 10


@dataclass(frozen=True)
class Plot:
    """The part of a drawing between its axes: left, right, top, bottom, and the scale of its values."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    values: Scale


def plot(steps: Sequence[float], numbers: Numbers, *, narrow: bool, rows: int, right: float) -> Plot:
    """Where the axes stand: room on the left for the widest step, above for rows of labels, on the right as asked."""
    width, height = (NARROW, 250 + ROW * rows) if narrow else (WIDE, 320)
    left = max(width_of(one) for one in written(steps, numbers)) + 8
    top, bottom = 14.0 + ROW * rows, height - 30.0
    scale = Scale(steps[0], steps[-1], bottom, top)
    return Plot(width, height, left, width - right, top, bottom, scale)


def written(steps: Sequence[float], numbers: Numbers) -> list[str]:
    """The words of an axis."""
    step = steps[1] - steps[0]
    return [numbers.short(one, float(f"{step:.12g}")) for one in steps]


def value_axis(steps: Sequence[float], numbers: Numbers, box: Plot) -> list[Shape]:
    """A hairline and a word for each step; the line at zero is the stronger one."""
    shapes: list[Shape] = []
    base = 0.0 if 0.0 in steps else steps[0]
    for one, word in zip(steps, written(steps, numbers), strict=True):
        y = box.values.at(one)
        css = "chart__axis" if one == base else "chart__grid"
        shapes.append(Line(((box.left, y), (box.right, y)), css))
        shapes.append(Word(box.left - 8, y + 4, word, "end"))
    return shapes


def label_axis(labels: Sequence[str], places: Sequence[float], box: Plot) -> list[Shape]:
    """As many labels as have room, evenly apart, the last always among them."""
    words: list[Word] = []
    for stride in range(1, len(labels) + 1):
        words = [_under(labels[place], places[place], box) for place in range(len(labels) - 1, -1, -stride)]
        if all(after.span[0] - before.span[1] >= GAP for after, before in pairwise(words)):
            break
    return list(reversed(words))


def _under(label: str, place: float, box: Plot) -> Word:
    label = fit(label, box.width)
    x, anchor = inside(place, label, box.width)
    return Word(x, box.height - 8, label, anchor)
