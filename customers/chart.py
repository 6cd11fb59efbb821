"""A small drawing of what somebody spent month by month: plain numbers in, places in a drawing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

MONTHS = 18
WIDTH, HEIGHT, GAP = 336, 88, 3


@dataclass(frozen=True)
class Bar:
    """One month: its first day, its sum, and where its bar stands in a drawing of 336 by 88."""

    month: date
    total: Decimal
    x: float
    y: float
    width: float
    height: float


def bars(paid: Sequence[tuple[datetime, Decimal]], months: int = MONTHS) -> list[Bar]:
    """The last months up to the latest purchase, each with its sum; empty when nothing was paid."""
    if not paid:
        return []
    last = max(at for at, _amount in paid)
    days = [_month_before(last.year, last.month, back) for back in range(months - 1, -1, -1)]
    totals = dict.fromkeys(days, Decimal())
    for at, amount in paid:
        first = date(at.year, at.month, 1)
        if first in totals:
            totals[first] += amount
    return _drawn(totals)


def _drawn(totals: dict[date, Decimal]) -> list[Bar]:
    highest = max(*totals.values(), Decimal(1))
    step = WIDTH / len(totals)
    drawn = []
    for place, (month, total) in enumerate(totals.items()):
        height = float(max(total, Decimal()) / highest) * HEIGHT
        drawn.append(
            Bar(
                month,
                total,
                round(place * step, 1),
                round(HEIGHT - height, 1),
                round(step - GAP, 1),
                round(height, 1),
            )
        )
    return drawn


def _month_before(year: int, month: int, back: int) -> date:
    number = year * 12 + month - 1 - back
    return date(number // 12, number % 12 + 1, 1)
