"""Money by the month: sums in, an even row of months out, so that quiet months show as nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from customers.models import Purchase
from foundation.clock import now

MONTHS = 18


def last_months(until: date, count: int) -> list[date]:
    """First days of the months up to and with the one of a day."""
    numbers = range(until.year * 12 + until.month - count, until.year * 12 + until.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def by_month(
    paid: Iterable[tuple[datetime, Decimal]], until: date, count: int = MONTHS
) -> list[tuple[date, Decimal]]:
    """Each of the last months with what was paid in it."""
    sums = dict.fromkeys(last_months(until, count), Decimal())
    for at, amount in paid:
        first = date(at.year, at.month, 1)
        if first in sums:
            sums[first] += amount
    return list(sums.items())


def of(purchases: Iterable[Purchase], currency: str) -> list[tuple[date, Decimal]]:
    """The last months of somebody's purchases in one currency, this month included."""
    paid = [(one.purchased_at, one.amount) for one in purchases if one.currency == currency]
    return by_month(paid, now().date())
