"""What a chart says in a few numbers, for its description."""

from collections.abc import Sequence
from dataclasses import dataclass

from .series import Series


@dataclass(frozen=True)
class Ends:
    """First, last, lowest and highest known value of a series."""

    first: float
    last: float
    low: float
    high: float


def ends(one: Series) -> Ends | None:
    """The ends of a series, or nothing when no value is known."""
    known = [value for value in one.values if value is not None]
    return Ends(known[0], known[-1], min(known), max(known)) if known else None


def shares(counts: Sequence[float]) -> list[float | None]:
    """What percentage each count is of the one before; none for the first, and none of nothing."""
    before = [None, *counts[:-1]]
    return [100 * count / past if past else None for count, past in zip(counts, before, strict=True)]
