"""A seeded generator of purchases: BG/NBD for when and how often, Gamma-Gamma for how much, seasons for both.

Pure. Each customer arrives with a first purchase; then buys at a rate of their own, and after every further
purchase leaves for good with a chance of their own: P. Fader, B. Hardie and K. L. Lee, “Counting Your Customers”
the Easy Way, Marketing Science 24 (2005) 275-284, whose assumptions (i) to (v) these are. What they spend varies
round a level of their own, independent of how often they buy: P. Fader and B. Hardie, The Gamma-Gamma Model of
Monetary Value (2013). The seasons stretch time: in December a week counts for more than in August, so that counts
follow the model exactly when time is measured in weeks of business (`Seasons.business`).
"""

import random
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Truth:
    """The true parameters, with their units, against which every estimate can be held."""

    seed: int = 2026
    customers: int = 2000
    weeks: int = 78  # how long the shop is watched
    arrivals: int = 65  # customers arrive evenly over so many weeks of business from the beginning
    r: float = 0.45  # shape of the rates of purchase
    alpha: float = 2.6  # weeks: rates are Gamma(r, 1/alpha), r/alpha = 0.173 purchases a week on average
    a: float = 0.7  # chances to leave are Beta(a, b),
    b: float = 4.9  # a/(a+b) = 0.125 after each further purchase on average
    p: float = 6.0  # shape of what one customer spends
    q: float = 4.0  # shape of how levels of spending differ between customers
    gamma: float = 14.0  # euros: the mean purchase is p*gamma/(q-1) = 28.00
    season: tuple[float, ...] = (
        0.95,
        0.95,
        1.00,
        1.00,
        1.00,
        0.95,
        0.80,
        0.70,
        1.05,
        1.10,
        1.15,
        1.35,
    )  # January on; mean 1


TRUTH = Truth()


@dataclass(frozen=True)
class Purchase:
    """One purchase."""

    at: datetime
    cents: int


@dataclass(frozen=True)
class Buyer:
    """One customer: what nobody outside can see (rate a week, chance to leave, level in euros), and their purchases."""

    number: int
    rate: float
    leaves: float
    level: float
    watched: float  # weeks of business from the first purchase to the end
    bought_at: tuple[float, ...]  # the same purchases in weeks of business
    purchases: tuple[Purchase, ...]


class Seasons:
    """Weeks of business since a beginning, against the calendar."""

    def __init__(self, begin: datetime, days: int, season: tuple[float, ...]) -> None:
        self.begin = begin
        each = (season[(begin + day * DAY).month - 1] / 7 for day in range(days))
        self._until = [0.0, *accumulate(each)]

    def calendar(self, business: float) -> datetime:
        """The moment at which so many weeks of business are done; shops are open from 7 to 19."""
        day = bisect_right(self._until, business) - 1
        part = (business - self._until[day]) / (self._until[day + 1] - self._until[day])
        midnight = self.begin + day * DAY
        return midnight + timedelta(seconds=int(3600 * (7 + 12 * part)))

    @property
    def business(self) -> float:
        """The weeks of business in the whole time."""
        return self._until[-1]


def draw(truth: Truth, end: datetime) -> list[Buyer]:
    """All customers up to a day, the first to arrive first; the same for the same truth and day."""
    luck = random.Random(truth.seed)
    begin = end.replace(hour=0, minute=0, second=0, microsecond=0) - truth.weeks * WEEK
    seasons = Seasons(begin, truth.weeks * 7, truth.season)
    arrivals = sorted(luck.uniform(0, truth.arrivals) for _ in range(truth.customers))
    return [_buyer(truth, luck, seasons, number, first) for number, first in enumerate(arrivals)]


def _buyer(truth: Truth, luck: random.Random, seasons: Seasons, number: int, first: float) -> Buyer:
    rate = luck.gammavariate(truth.r, 1 / truth.alpha)
    leaves = luck.betavariate(truth.a, truth.b)
    scale = 1 / luck.gammavariate(truth.q, 1 / truth.gamma)
    times, at = [first], first
    while (at := at + luck.expovariate(1) / max(rate, 1e-12)) < seasons.business:
        times.append(at)
        if luck.random() < leaves:
            break
    bought = tuple(
        Purchase(seasons.calendar(time), max(1, round(100 * luck.gammavariate(truth.p, scale))))
        for time in times
    )
    return Buyer(number, rate, leaves, truth.p * scale, seasons.business - first, tuple(times), bought)
