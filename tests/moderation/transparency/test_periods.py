"""Years, months and the arithmetic of figures."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from moderation.transparency.figures import COLUMNS, Figure, as_csv, quantile
from moderation.transparency.periods import Period

BOUNDS = (datetime.fromisoformat("2001-01-01"), datetime.fromisoformat("2098-12-30"))


@pytest.mark.parametrize("name", ["2026", "2026-01", "2026-12"])
def test_a_period_has_its_name_again(name: str) -> None:
    period = Period.named(name)
    assert period is not None
    assert period.name == name


@pytest.mark.parametrize(
    "name", ["", "26", "2026-13", "2026-00", "2026-1", "1999", "2026-11-02", "2026-11 ", "²026"]
)
def test_what_is_no_period_has_none(name: str) -> None:
    assert Period.named(name) is None


@given(st.datetimes(*BOUNDS, timezones=st.just(UTC)))
def test_every_moment_lies_in_exactly_one_month_of_its_year(moment: datetime) -> None:
    year = Period.of(moment)
    months = year.months(datetime(2099, 12, 31, tzinfo=UTC))
    assert year.since <= moment < year.until
    assert sum(one.since <= moment < one.until for one in months) == 1
    assert (months[0].since, months[-1].until) == (year.since, year.until)
    assert all(before.until == after.since for before, after in pairwise(months))
    assert year.is_over(year.until)
    assert not year.is_over(year.until - timedelta(seconds=1))


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_at_least_the_share_lies_at_or_below_its_quantile(values: list[float], share: float) -> None:
    found = quantile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


@given(
    st.lists(
        st.builds(Figure, st.text(max_size=9), st.just("x"), st.floats(0, 1e6), category=st.text(max_size=9))
    )
)
def test_the_table_can_be_read_back_whatever_stands_in_it(figures: list[Figure]) -> None:
    rows = list(csv.DictReader(StringIO(as_csv("2026", figures), newline=""), strict=True))
    assert len(rows) == len(figures)
    assert all(set(row) == set(COLUMNS) for row in rows)
