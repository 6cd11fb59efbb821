"""The ladder of sanctions: points per reason that fade by half in 90 days, and the measure each height calls for.

Nothing here knows what a member buys: the value of a customer is no argument, neither for nor against.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HALF_LIFE = timedelta(days=90)
WINDOW = timedelta(days=365)


class Measure(StrEnum):
    """What a member may be asked to bear, the lightest first."""

    NOTICE = "notice"
    PRE_MODERATION = "pre_moderation"
    READ_ONLY = "read_only"
    SUSPENSION = "suspension"
    TERMINATION = "termination"


@dataclass(frozen=True, slots=True)
class Rung:
    """From how many points a measure is called for, how long it lasts (None: for good), and whether two must agree."""

    points: float
    measure: Measure
    lasts: timedelta | None
    two_persons: bool = False


LADDER = (
    Rung(3, Measure.NOTICE, timedelta(0)),
    Rung(6, Measure.PRE_MODERATION, timedelta(days=14)),
    Rung(9, Measure.READ_ONLY, timedelta(days=7)),
    Rung(12, Measure.SUSPENSION, timedelta(days=30), two_persons=True),
    Rung(15, Measure.TERMINATION, None, two_persons=True),
)


@dataclass(frozen=True, slots=True)
class Strike:
    """Points given at a moment for a decision that still stands."""

    points: float
    at: datetime


def height(strikes: Iterable[Strike], now: datetime) -> float:
    """The points that are left: each strike halves every 90 days and is gone after a year; later ones do not count."""
    return sum(
        strike.points * 0.5 ** ((now - strike.at) / HALF_LIFE)
        for strike in strikes
        if timedelta(0) <= now - strike.at < WINDOW
    )


def rung_at(points: float) -> Rung | None:
    """The highest rung that these points reach, or None below the first."""
    reached = [rung for rung in LADDER if points >= rung.points]
    return reached[-1] if reached else None


def next_rung(points: float) -> Rung | None:
    """The rung above, and None at the top."""
    return next((rung for rung in LADDER if points < rung.points), None)


def below_from(strikes: Iterable[Strike], points: float, now: datetime) -> datetime | None:
    """When the points will have faded below a height, to the day; None when they are below it now."""
    kept = list(strikes)
    day = timedelta(days=1)
    for days in range(WINDOW.days + 1):
        if height(kept, now + days * day) < points:
            return None if days == 0 else now + days * day
    return now + WINDOW
