"""What the supporters of an idea bought, as figures that hide neither a whale nor a person: plain numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FEWEST = 5


@dataclass(frozen=True)
class Support:
    """How many supporters are known customers who allow their value to be used, and what they bought in all."""

    customers: int = 0
    cents: int = 0
    currency: str | None = None

    @property
    def spend(self) -> Decimal | None:
        """What they bought in all; nothing when they pay in several currencies, for those cannot be added."""
        return Decimal(self.cents) / 100 if self.currency else None

    def is_shown(self, to_all: bool) -> bool:
        """Whether the figures say nothing of single people, or the reader may know single people."""
        return to_all or self.customers >= FEWEST


@dataclass(frozen=True)
class Lens:
    """The value behind an idea, in cents over twelve months, beside what keeps it honest."""

    customers: int
    year_cents: int
    all_cents: int
    buyers: int
    lapsed: int
    never: int
    top_share: float
    top_ten_share: float
    effective: float


def lens(supporters: Sequence[tuple[int, int, int]]) -> Lens:
    """Figures of supporters given as (cents in twelve months, cents ever, purchases ever).

    `effective` is (sum x)^2 / sum x^2, the number of equal supporters that would weigh the same (Kish 1965).
    Shares are between 0 and 1 and are 0 when nothing was bought.
    """
    year = sorted((max(one[0], 0) for one in supporters), reverse=True)
    total, squares = sum(year), sum(one * one for one in year)
    return Lens(
        customers=len(year),
        year_cents=total,
        all_cents=sum(one[1] for one in supporters),
        buyers=sum(1 for one in supporters if one[0] > 0),
        lapsed=sum(1 for one in supporters if one[0] <= 0 < one[2]),
        never=sum(1 for one in supporters if one[2] == 0),
        top_share=year[0] / total if total else 0.0,
        top_ten_share=sum(year[:10]) / total if total else 0.0,
        effective=total * total / squares if squares else 0.0,
    )
