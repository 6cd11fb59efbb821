"""Many small lines beside each other: the shape alone, for the figure and the words stand around it."""

from collections.abc import Sequence

from .scale import Scale, ticks
from .series import Series, runs, series_of
from .shapes import Dot, Drawing, Line, Point, Shape

WIDTH, HEIGHT, EDGE = 200.0, 56.0, 4.0
STRIP = (96.0, 24.0)


def spark(
    values: Sequence[float | None], low: Sequence[float | None] = (), high: Sequence[float | None] = (), *,
    reach: Sequence[float] = (),
) -> Drawing:  # fmt: skip
    """A line in a box of 200 by 56 with the band of its interval; `reach` are values its axis must hold besides.

    Small lines that share a reach can be compared with each other. Empty when no value is known.
    """
    [one] = series_of([("", values, low, high)])
    if not one.known():
        return Drawing(WIDTH, 0)
    steps = ticks([*one.known(), *reach], zero=False)
    scale = Scale(steps[0], steps[-1], HEIGHT - EDGE, EDGE)
    apart = (WIDTH - 2 * EDGE) / max(1, len(one.values) - 1)
    places = [EDGE + place * apart for place in range(len(one.values))]
    if len(places) == 1:
        places = [WIDTH / 2]
    shapes = [*_band(one, places, scale), *_line(one, places, scale)]
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def strip(values: Sequence[float]) -> Drawing:
    """One outline of tiny columns in a box of 96 by 24, for the rhythm of a year in a line of a list; negative ones are flat."""
    highest = max(values, default=0.0)
    if highest <= 0:
        return Drawing(*STRIP)
    wide, base = STRIP[0] / len(values), STRIP[1] - 0.5
    points: list[Point] = [(0, base)]
    for place, value in enumerate(values):
        left, right, top = (
            place * wide + 1,
            (place + 1) * wide - 1,
            base - max(value, 0.0) / highest * (base - 1),
        )
        points += [(left, base), (left, top), (right, top), (right, base)]
    outline = Line((*points, (STRIP[0], base)), "chart__strip", closed=True)
    return Drawing(*STRIP, (outline,))


def _line(one: Series, places: Sequence[float], scale: Scale) -> list[Shape]:
    shapes: list[Shape] = []
    for run in runs([value is not None for value in one.values]):
        path: tuple[Point, ...] = tuple(
            (places[place], scale.at(value)) for place in run if (value := one.values[place]) is not None
        )
        shapes.append(Line(path, "chart__line is-1") if len(path) > 1 else Dot(*path[0], "chart__dot is-1"))
    if end := one.last():
        shapes.append(Dot(places[end[0]], scale.at(end[1]), "chart__dot is-1"))
    return shapes


def _band(one: Series, places: Sequence[float], scale: Scale) -> list[Shape]:
    bounds = [one.interval(place) for place in range(len(places))]
    shapes: list[Shape] = []
    for run in runs([bound is not None for bound in bounds]):
        both = [(places[place], bound) for place in run if (bound := bounds[place])]
        over = [(x, scale.at(high)) for x, (_low, high) in both]
        under = [(x, scale.at(low)) for x, (low, _high) in reversed(both)]
        if len(run) > 1:
            shapes.append(Line((*over, *under), "chart__band is-1", closed=True))
    return shapes
