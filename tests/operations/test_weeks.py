"""Counts by the day and by the week."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from operations.weeks import by_week, last_days, last_weeks

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(days, st.integers(1, 60))
def test_days_and_weeks_follow_each_other_without_a_gap(until: date, count: int) -> None:
    assert last_days(until, count) == [until - timedelta(days=count - 1 - place) for place in range(count)]
    weeks = last_weeks(until, count)
    assert all(one.weekday() == 0 for one in weeks)
    assert weeks[-1] <= until < weeks[-1] + timedelta(days=7)
    assert {(after - before).days for before, after in pairwise(weeks)} <= {7}


@given(days, st.lists(st.tuples(st.integers(0, 83), st.integers(0, 50))))
def test_nothing_of_the_last_weeks_is_lost_or_counted_twice(
    until: date, found: list[tuple[int, int]]
) -> None:
    weeks = last_weeks(until, 13)
    assert sum(by_week([(until - timedelta(days=back), many) for back, many in found], weeks)) == sum(
        many for _back, many in found
    )
