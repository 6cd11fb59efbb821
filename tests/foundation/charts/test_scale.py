"""Axes: round, even, and wide enough for what they carry."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from foundation.charts.scale import LARGEST, Scale, decimals, step_for, ticks

values = st.lists(st.floats(-LARGEST, LARGEST, allow_subnormal=False), max_size=8)
plain = st.lists(st.floats(-1e6, 1e6).map(lambda one: round(one, 4)), min_size=1, max_size=8)


@given(values, st.integers(2, 8), st.booleans())
def test_the_steps_cover_all_values_and_rise(known: list[float], most: int, zero: bool) -> None:
    steps = ticks(known, most, zero=zero)
    room = (steps[-1] - steps[0]) * 1e-6
    assert len(steps) >= 2
    assert all(before < after for before, after in pairwise(steps))
    assert all(steps[0] - room <= one <= steps[-1] + room for one in known)


@given(plain, st.integers(3, 8))
def test_the_steps_are_round_even_and_few(known: list[float], most: int) -> None:
    steps = ticks(known, most)
    step = steps[1] - steps[0]
    head = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert any(math.isclose(head, one, rel_tol=1e-6) for one in (1, 2, 2.5, 5, 10))
    assert all(math.isclose(after - before, step, rel_tol=1e-6) for before, after in pairwise(steps))
    assert len(steps) <= most + 1
    assert 0.0 in steps


@given(st.lists(st.integers(0, 10_000), max_size=6))
def test_what_one_counts_has_no_half_steps(known: list[int]) -> None:
    assert all(one == int(one) for one in ticks(known, whole=True))


@pytest.mark.parametrize(
    ("known", "zero", "expected"),
    [
        ([], True, [0, 0.25, 0.5, 0.75, 1]),
        ([0, 0], True, [0, 0.25, 0.5, 0.75, 1]),
        ([4.9, 3.1], True, [0, 2, 4, 6]),
        ([-3, 8], True, [-5, 0, 5, 10]),
        ([5, 5], False, [4.5, 4.75, 5, 5.25, 5.5]),
        ([1_234_567], True, [0, 500_000, 1_000_000, 1_500_000]),
    ],
)
def test_known_axes(known: list[float], zero: bool, expected: list[float]) -> None:
    assert ticks(known, zero=zero) == expected


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 2e15])
def test_what_no_axis_can_hold_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        ticks([1, value])


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(1, 1e6))
def test_more_stands_further_along(one: float, other: float, span: float) -> None:
    scale = Scale(min(one, other), min(one, other) + span, 0, 100)
    low, high = sorted((scale.at(one), scale.at(other)))
    assert 0 <= low <= high <= 100
    assert (scale.at(one) <= scale.at(other)) or one > other


@pytest.mark.parametrize(("step", "count"), [(1, 0), (2.5, 1), (0.25, 2), (0.002, 3), (5000, 0)])
def test_a_step_says_how_many_decimals_it_needs(step: float, count: int) -> None:
    assert decimals(step) == count
    assert step_for(step * 3.9, 5) >= step * 0.9
