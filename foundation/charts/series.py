"""A row of values under one name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Series:
    """Values in the order of the labels, None where one is missing; low and high bound each, where known."""

    name: str
    values: Values
    low: Values = ()
    high: Values = ()

    def known(self) -> list[float]:
        """All numbers that must find room, ends of intervals included."""
        return [one for one in (*self.values, *self.low, *self.high) if one is not None]

    def at(self, place: int) -> float | None:
        """The value at a place; missing where the series has ended."""
        return self.values[place] if place < len(self.values) else None

    def last(self) -> tuple[int, float] | None:
        """Place and value of the latest known one."""
        places = [place for place, one in enumerate(self.values) if one is not None]
        return (places[-1], float(self.values[places[-1]] or 0)) if places else None

    def interval(self, place: int) -> tuple[float, float] | None:
        """Low and high of one value."""
        if place >= min(len(self.low), len(self.high)):
            return None
        low, high = self.low[place], self.high[place]
        return None if low is None or high is None else (low, high)


def series_of(given: Iterable[Any]) -> list[Series]:
    """Series from tuples (name, values) or (name, values, low, high), as templates write them."""
    return [one if isinstance(one, Series) else Series(str(one[0]), *map(_floats, one[1:])) for one in given]


def _floats(values: Sequence[Any]) -> Values:
    return tuple(None if one is None else float(one) for one in values)


def runs(known: Sequence[bool]) -> list[list[int]]:
    """Places that follow each other without a gap."""
    found: list[list[int]] = [[]]
    for place, here in enumerate(known):
        if here:
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]
