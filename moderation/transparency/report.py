"""The report of a period, kept for some minutes: everybody may ask for it, and counting reads every decision."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from flask import current_app

from foundation import audit
from foundation.clock import now
from moderation.appeals.models import Outcome
from moderation.statements.models import Measure
from moderation.transparency import counting
from moderation.transparency.figures import COLUMNS, Figure, as_rows
from moderation.transparency.periods import Period

KEPT = 300.0
TEXTS = (Measure.REMOVED, Measure.REJECTED, Measure.CHANGES, Measure.LIMITED, Measure.ARCHIVED)
_NAME = "moderation.transparency"


@dataclass(frozen=True)
class Head:
    """The newest link of the log when a day began: who keeps it can prove later that the log was not rewritten."""

    day: datetime
    lines: int
    link: str


@dataclass(frozen=True)
class Counted:
    """What was counted for a period."""

    period: Period
    figures: tuple[Figure, ...]
    is_over: bool
    head: Head
    made_at: datetime

    def sum(self, section: str, figure: str = "", **where: str) -> float:
        """The figures of a section added up, as far as they are counted under what is asked."""
        return sum(one.value for one in self._those(section, figure, where))

    def by(self, column: str, section: str, figure: str = "", **where: str) -> dict[str, float]:
        """The sums of a section by one column, the largest first."""
        counted: Counter[str] = Counter()
        for one in self._those(section, figure, where):
            counted[getattr(one, column)] += one.value  # type: ignore[assignment]  # counts
        return dict(counted.most_common())

    def value(self, section: str, figure: str, category: str = "") -> float | None:
        """One figure, if it was counted."""
        found = [one for one in self._those(section, figure, {}) if one.category == category]
        return found[0].value if found else None

    @property
    def outcomes(self) -> dict[str, float]:
        """How appeals were decided."""
        found = {outcome.value: self.sum("appeals", outcome.value) for outcome in Outcome}
        return {outcome: count for outcome, count in found.items() if count}

    def as_data(self) -> dict[str, Any]:
        """The whole as JSON."""
        return {
            "period": self.period.name,
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "complete": self.is_over,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "log": {"before": self.head.day.isoformat(), "lines": self.head.lines, "link": self.head.link},
            "columns": COLUMNS,
            "figures": as_rows(self.period.name, self.figures),
        }

    def _those(self, section: str, figure: str, where: dict[str, str]) -> list[Figure]:
        return [
            one
            for one in self.figures
            if one.section == section
            and (not figure or one.figure == figure)
            and all(getattr(one, name) == value for name, value in where.items())
        ]


def counted(period: Period) -> Counted:
    """The report of a period, at most five minutes old."""
    kept: dict[Period, tuple[float, Counted]] = current_app.extensions.setdefault(_NAME, {})
    since, found = kept.get(period, (0.0, None))
    if found is None or current_app.testing or monotonic() - since > KEPT:
        found = count(period)
        if len(kept) > 100:
            kept.clear()
        kept[period] = (monotonic(), found)
    return found


def count(period: Period) -> Counted:
    """Count a period anew."""
    moment = now()
    figures = tuple(figure for section in counting.SECTIONS for figure in section(period))
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines, link = audit.head_before(midnight)
    return Counted(
        period, figures, period.is_over(moment), Head(midnight - timedelta(days=1), lines, link), moment
    )
