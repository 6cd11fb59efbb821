"""Values over time as lines, with the bands of their intervals."""

from collections.abc import Iterable, Sequence
from typing import Any

from .axes import Plot, label_axis, plot, value_axis
from .labels import Label, above, beside, room_beside
from .numbers import Numbers
from .scale import ticks
from .series import Series, runs, series_of
from .shapes import NARROW, WIDE, Dot, Drawing, Line, Point, Shape, Word, fit, width_of


def line(
    labels: Sequence[str], series: Iterable[Any], numbers: Numbers | None = None, *,
    narrow: bool = False, zero: bool = True, whole: bool = False, events: Iterable[tuple[int, str]] = (),
) -> Drawing:  # fmt: skip
    """Lines through the values of each series at each label; a missing value leaves a gap.

    Values are in the unit of `numbers`; `events` are (place of a label, words). Empty when no value is known;
    raises ValueError for values no axis can hold (see `scale.ticks`).
    """
    numbers, lines = numbers or Numbers(), series_of(series)
    known = [value for one in lines for value in one.known()]
    if not known or not labels:
        return Drawing(NARROW if narrow else WIDE, 0)
    steps = ticks(known, 4 if narrow else 5, zero=zero, whole=whole)
    ends = [_label(one, numbers) for one in lines if one.last()]
    room = room_beside([word for name, value in ends for word in (name, value)])
    box = plot(steps, numbers, narrow=narrow, rows=len(ends) if narrow else 0, right=8 if narrow else room)
    places = across(len(labels), box)
    shapes = value_axis(steps, numbers, box) + label_axis(labels, places, box) + _events(events, places, box)
    for number in range(len(lines), 0, -1):
        shapes += _drawn(lines[number - 1], number, places, box, labels, numbers)
    shapes += _named(lines, ends, box, narrow=narrow, room=room - 22)
    return Drawing(box.width, box.height, tuple(shapes))


def across(count: int, box: Plot) -> list[float]:
    """Where labels stand from left to right; a single one in the middle."""
    if count == 1:
        return [(box.left + box.right) / 2]
    return [box.left + place * (box.right - box.left) / (count - 1) for place in range(count)]


def _drawn(
    one: Series, number: int, places: Sequence[float], box: Plot, labels: Sequence[str], numbers: Numbers
) -> list[Shape]:
    shapes: list[Shape] = [*_band(one, number, places, box)]
    points = [None if value is None else (x, box.values.at(value)) for x, value in zip(places, one.values)]  # noqa: B905
    for run in runs([point is not None for point in points]):
        path: tuple[Point, ...] = tuple(point for place in run if (point := points[place]))
        if len(path) > 1:
            shapes.append(Line(path, f"chart__line is-{number}"))
        elif run[0] != (one.last() or (None,))[0]:
            shapes.append(Dot(*path[0], f"chart__dot is-{number}"))
    if end := one.last():
        says = numbers.pair(labels[end[0]], end[1])
        shapes.append(Dot(places[end[0]], box.values.at(end[1]), f"chart__dot is-{number}", says))
    return shapes


def _band(one: Series, number: int, places: Sequence[float], box: Plot) -> list[Shape]:
    bounds = [one.interval(place) for place in range(len(places))]
    shapes: list[Shape] = []
    for run in runs([bound is not None for bound in bounds]):
        both = [(places[place], bound) for place in run if (bound := bounds[place])]
        over = [(x, box.values.at(high)) for x, (_low, high) in both]
        under = [(x, box.values.at(low)) for x, (low, _high) in reversed(both)]
        if len(run) > 1:
            shapes.append(Line((*over, *under), f"chart__band is-{number}", closed=True))
        else:
            shapes.append(Line((*over, *under), "chart__range"))
    return shapes


def _events(events: Iterable[tuple[int, str]], places: Sequence[float], box: Plot) -> list[Shape]:
    shapes: list[Shape] = []
    for place, words in events:
        x = places[place]
        before = x + 6 + width_of(words) > box.right
        text = fit(words, x - box.left - 6 if before else box.right - x - 6)
        shapes.append(Line(((x, box.top), (x, box.bottom)), "chart__event"))
        shapes.append(Word(x - 6 if before else x + 6, box.top + 11, text, "end" if before else "start"))
    return shapes


def _label(one: Series, numbers: Numbers) -> tuple[str, str]:
    place, value = one.last() or (0, 0.0)
    return one.name, numbers.brief(value, *(one.interval(place) or ()))


def _named(
    lines: Sequence[Series], ends: Sequence[tuple[str, str]], box: Plot, *, narrow: bool, room: float
) -> list[Shape]:
    shown = [(number, last) for number, one in enumerate(lines, 1) if (last := one.last())]
    labels = [
        Label(number, *words, box.values.at(last[1]))
        for (number, last), words in zip(shown, ends, strict=True)
    ]
    return above(labels) if narrow else beside(labels, box.right + 12, room, box.top + 8, box.bottom - 8)
