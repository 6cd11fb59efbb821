"""How urgent a case is: 0 to 100, a sum that is shown with its parts.

P = 35·severity + 20·model + 15·reach + 15·reports + 10·clock + 5·brand, each part from 0 to 1, except the clock, which
goes on growing when its time is over, so that nothing waits for ever. What a customer is worth is never a part.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 100
WEIGHTS = {"severity": 35, "model": 20, "reach": 15, "reports": 15, "clock": 10, "brand": 5}
LATEST = 5.0


@dataclass(frozen=True, slots=True)
class Parts:
    """The six parts before their weights; `clock` is age over the time allowed and may exceed 1."""

    severity: float = 0.0
    model: float = 0.0
    reach: float = 0.0
    reports: float = 0.0
    clock: float = 0.0
    brand: float = 0.0

    def points(self) -> dict[str, int]:
        """What each part adds, in whole points, in the order of the formula; parts that add nothing are left out."""
        capped = {
            name: min(LATEST if name == "clock" else 1.0, max(0.0, getattr(self, name))) for name in WEIGHTS
        }
        rounded = {name: round(weight * capped[name]) for name, weight in WEIGHTS.items()}
        return {name: points for name, points in rounded.items() if points}

    def priority(self) -> int:
        """The sum that is shown, at most 100."""
        return min(MOST, sum(self.points().values()))


def reach_of(views_an_hour: float) -> float:
    """min(1, log10(1 + views an hour) / 4): ten thousand an hour is as far as it counts."""
    return min(1.0, math.log10(1 + max(0.0, views_an_hour)) / 4)


def weight_of_reports(weights: Iterable[float]) -> float:
    """1 - prod(1 - w): the chance that at least one reporter is right, were each right by himself."""
    return 1.0 - math.prod(1.0 - min(1.0, max(0.0, weight)) for weight in weights)
