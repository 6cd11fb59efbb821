"""The figures behind an idea."""

import pytest

from feedback.value import Support, lens


def test_equal_supporters_weigh_as_many_as_they_are() -> None:
    found = lens([(1000, 5000, 3)] * 8)
    assert (found.effective, found.top_share, found.top_ten_share) == (
        pytest.approx(8),
        pytest.approx(0.125),
        1.0,
    )


def test_a_whale_is_seen() -> None:
    found = lens([(100_000, 100_000, 9), (100, 100, 1), (0, 50, 1), (0, 0, 0)])
    assert found.top_share > 0.99
    assert found.effective == pytest.approx(1.0, abs=0.01)
    assert (found.buyers, found.lapsed, found.never) == (2, 1, 1)


def test_nobody_is_no_fault() -> None:
    found = lens([])
    assert (found.customers, found.year_cents, found.top_share, found.effective) == (0, 0, 0.0, 0.0)


def test_returns_do_not_weigh_less_than_nothing() -> None:
    assert lens([(-500, -500, 1)]).year_cents == 0


def test_several_currencies_are_not_added() -> None:
    assert Support(7, 900, None).spend is None


def test_fewer_than_five_are_shown_to_those_who_may_know_each() -> None:
    assert [Support(number).is_shown(to_all) for number, to_all in ((4, False), (4, True), (5, False))] == [
        False,
        True,
        True,
    ]
