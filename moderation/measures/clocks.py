"""Times that are promised: by the clock on the wall, or in hours of business."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WORK_DAYS = frozenset(range(5))
LONGEST_SEARCH = 400


@dataclass(frozen=True)
class Hours:
    """When the team works: days of the week (Monday is 0), from and to in its own time zone, and days off.

    A day off is a date, `2026-05-14`, or a day of every year, `12-25`.
    """

    opens: time = time(9)
    closes: time = time(18)
    days: frozenset[int] = WORK_DAYS
    zone: str = "Europe/Paris"
    off: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.opens >= self.closes or not self.days:
            raise ValueError("a day of business has an hour")

    def due(self, begun: datetime, allowed: timedelta) -> datetime:
        """The moment when the time allowed, counted within the hours of business, is over; aware UTC in and out."""
        left, local = allowed, begun.astimezone(ZoneInfo(self.zone))
        for ahead in range(LONGEST_SEARCH):
            day = local.date() + timedelta(days=ahead)
            opens, closes = self._day(day)
            start = max(opens, local) if ahead == 0 else opens
            if closes <= start:
                continue
            if left <= closes.astimezone(UTC) - start.astimezone(UTC):
                return (start.astimezone(UTC) + left).astimezone(UTC)
            left -= closes.astimezone(UTC) - start.astimezone(UTC)
        raise ValueError("no day of business within a year")

    def _day(self, day: date) -> tuple[datetime, datetime]:
        zone = ZoneInfo(self.zone)
        opens = datetime.combine(day, self.opens, zone)
        works = day.weekday() in self.days and self.off.isdisjoint((f"{day}", f"{day:%m-%d}"))
        return opens, datetime.combine(day, self.closes, zone) if works else opens


def used(begun: datetime, due: datetime, now: datetime) -> float:
    """How much of the time allowed is used: 0 at the beginning, 1 when it is due, more after."""
    whole = (due - begun).total_seconds()
    return max(0.0, (now - begun).total_seconds() / whole) if whole > 0 else 1.0
