"""Sums by the month."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, strategies as st

from customers.months import by_month, last_months

days = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@given(days, st.integers(1, 40))
def test_months_follow_each_other_and_end_with_the_day(until: date, count: int) -> None:
    months = last_months(until, count)
    assert len(months) == count
    assert months[-1] == until.replace(day=1)
    assert all(one.day == 1 for one in months)
    numbers = [one.year * 12 + one.month for one in months]
    assert numbers == list(range(numbers[0], numbers[0] + count))


@given(st.lists(st.tuples(days, st.integers(-100, 100))))
def test_no_month_is_left_out_and_none_counted_twice(paid: list[tuple[date, int]]) -> None:
    moments = [(datetime(day.year, day.month, day.day, tzinfo=UTC), Decimal(amount)) for day, amount in paid]
    months = by_month(moments, date(2026, 12, 31), 84)
    assert sum(total for _month, total in months) == sum(amount for _day, amount in paid)
