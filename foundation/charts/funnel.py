"""How many are left after each step, as bars that grow shorter, with what was lost between them."""

from collections.abc import Iterable, Sequence

from .numbers import Numbers
from .scale import Scale
from .shapes import NARROW, WIDE, Drawing, Line, Rect, Shape, Word, fit, width_of
from .summary import shares

THICK, ROW, TALL_ROW = 22, 46, 66
NAMES = 0.3


def funnel(
    steps: Iterable[tuple[str, float]], numbers: Numbers | None = None, *, narrow: bool = False
) -> Drawing:
    """One bar a step of (name, how many), all from the left, with the share of the step before beside it.

    Counts are 0 or more; a later step may be larger than the one before. Empty without steps or when all are
    zero; raises ValueError for a negative count, which no funnel has.
    """
    numbers, given = numbers or Numbers(), [(str(name), float(count)) for name, count in steps]
    width = NARROW if narrow else WIDE
    if any(count < 0 for _name, count in given):
        raise ValueError("a funnel counts from zero")
    if not any(count for _name, count in given):
        return Drawing(width, 0)
    said = _said(given, numbers)
    names = 0.0 if narrow else min(NAMES * WIDE, max(width_of(name) for name, _count in given)) + 14
    value_room = max(map(width_of, said)) + 12
    scale = Scale(0, max(count for _name, count in given), names, width if narrow else width - value_room)
    height, shapes = (TALL_ROW if narrow else ROW), list[Shape]()
    for place, (name, count) in enumerate(given):
        y = place * height + (height - THICK - 8)
        end = scale.at(count)
        if place + 1 < len(given):
            after = scale.at(given[place + 1][1])
            corners = ((names, y + THICK), (end, y + THICK), (after, y + height), (names, y + height))
            shapes.append(Line(corners, "chart__lost", closed=True))
        shapes.append(Rect(names, y, end - names, THICK, "chart__bar is-1", numbers.pair(name, count), 1))
        base = y - 8 if narrow else y + THICK - 6
        shapes.append(Word(0, base, fit(name, width - value_room if narrow else names - 14), css="is-name"))
        shapes.append(Word(width, base, said[place], "end", "is-label"))
    return Drawing(width, height * len(given), tuple(shapes))


def _said(given: Sequence[tuple[str, float]], numbers: Numbers) -> list[str]:
    percent = Numbers(numbers.code, "%")
    return [
        numbers.whole(count) + (f" ({percent.whole(round(share))})" if share is not None else "")
        for (_name, count), share in zip(given, shares([count for _name, count in given]), strict=True)
    ]
