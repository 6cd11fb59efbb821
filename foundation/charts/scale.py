"""Round steps for an axis, and where a value stands on it.

Steps are 1, 2, 2.5 or 5 times a power of ten, the usual choice since W. S. Cleveland, The Elements of Graphing
Data (1985), and P. Heckbert, "Nice numbers for graph labels", Graphics Gems (1990).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

LARGEST = 1e15
FINEST = 1e-9  # differences below this part of the values are noise
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight scale from values (low to high) to places (start to end)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value in units of the drawing; values outside stand at the nearer end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(values: Iterable[float], most: int = 5, *, zero: bool = True, whole: bool = False) -> list[float]:
    """Round values in even steps that cover all given ones, about `most` of them and never fewer than two.

    `zero` makes the axis begin or end at zero at the latest, `whole` keeps the steps whole (things one counts).
    Raises ValueError for a value that is not finite or beyond 1e15, for which no axis can be written.
    """
    known = list(values)
    if any(not math.isfinite(one) or abs(one) > LARGEST for one in known):
        raise ValueError("a chart takes finite values up to 1e15")
    low, high = min(known, default=0.0), max(known, default=0.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    low, high = _apart(low, high)
    step = step_for(high - low, most, whole=whole)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [rounded(place * step, step) for place in range(first, max(last, first + 1) + 1)]


def step_for(span: float, most: int, *, whole: bool = False) -> float:
    """The smallest round step that cuts a positive span into fewer than `most` parts."""
    rough = span / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in STEPS if one * power >= rough * (1 - 1e-9))
    return max(1.0, float(math.ceil(step))) if whole else step


def decimals(step: float) -> int:
    """How many decimals a step needs to be written."""
    return max(0, next((count for count in range(13) if math.isclose(round(step, count), step)), 12))


def rounded(value: float, step: float) -> float:
    """A multiple of a step without the dust of binary fractions."""
    return round(value, decimals(step)) + 0.0


def _apart(low: float, high: float) -> tuple[float, float]:
    """Two ends with something between them, also when all values are one."""
    if high - low > max(abs(low), abs(high), 1.0) * FINEST:
        return low, high
    room = abs(high) * 0.1 if abs(high) > FINEST else 1.0
    return low - (room if low else 0.0), high + room
