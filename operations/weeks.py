"""Counts by the week and by the day: plain dates in, even rows out, so that quiet weeks show as nothing."""

from collections.abc import Iterable
from datetime import date, timedelta

WEEK = timedelta(days=7)


def last_days(until: date, count: int) -> list[date]:
    """The last days up to and with one."""
    return [until - timedelta(days=back) for back in range(count - 1, -1, -1)]


def last_weeks(until: date, count: int) -> list[date]:
    """Mondays of the last weeks up to and with the one of a day."""
    monday = until - timedelta(days=until.weekday())
    return [monday - back * WEEK for back in range(count - 1, -1, -1)]


def by_week(counted: Iterable[tuple[date, int]], weeks: list[date]) -> list[int]:
    """How many fell into each of these weeks."""
    sums = dict.fromkeys(weeks, 0)
    for day, many in counted:
        monday = day - timedelta(days=day.weekday())
        if monday in sums:
            sums[monday] += many
    return list(sums.values())
