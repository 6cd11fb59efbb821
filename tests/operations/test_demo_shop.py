"""The shop of the demo: what is drawn agrees with the parameters it is drawn from, and never changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp, lgamma, log, sqrt
from statistics import fmean, stdev

import pytest

from operations.demo.shop import TRUTH, Buyer, Truth, draw

pytestmark = pytest.mark.slow

END = datetime(2026, 11, 20, 15, tzinfo=UTC)
WIDE = 4.0  # standard errors: one honest draw in 16,000 lies beyond


@pytest.fixture(scope="module")
def buyers() -> list[Buyer]:
    return draw(TRUTH, END)


def expected_repeats(truth: Truth, weeks: float) -> float:
    """Mean number of purchases after the first in so many weeks: Fader, Hardie and Lee (2005), equation (9)."""
    r, alpha, a, b = truth.r, truth.alpha, truth.a, truth.b
    series = _hypergeometric(r, b, a + b - 1, weeks / (alpha + weeks))
    return (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + weeks)) ** r * series)


def _hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """2F1 by its series, which converges for z < 1."""
    term = total = 1.0
    for n in range(20_000):
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total += term
        if term < 1e-12 * total:
            break
    return total


def log_likelihood(truth: Truth, buyers: list[Buyer]) -> float:
    """Of repeats and when the last was, equation (6)."""
    r, alpha, a, b = truth.r, truth.alpha, truth.a, truth.b
    total = 0.0
    for one in buyers:
        x, last, watched = len(one.bought_at) - 1, one.bought_at[-1] - one.bought_at[0], one.watched
        begin = lgamma(r + x) - lgamma(r) + r * log(alpha)
        begin += lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
        stays = -(r + x) * log(alpha + watched)
        left = log(a) - log(b + x - 1) - (r + x) * log(alpha + last) if x else None
        top = max(stays, left) if left is not None else stays
        total += begin + top + log(sum(exp(part - top) for part in (stays, left) if part is not None))
    return total


def test_the_same_seed_and_day_give_the_same_and_another_seed_does_not(buyers: list[Buyer]) -> None:
    assert draw(TRUTH, END) == buyers
    assert draw(replace(TRUTH, seed=7), END) != buyers


def test_nothing_is_bought_before_the_beginning_or_after_the_end(buyers: list[Buyer]) -> None:
    moments = [bought.at for one in buyers for bought in one.purchases]
    assert END - timedelta(weeks=TRUTH.weeks, days=1) < min(moments) < max(moments) < END
    assert all(7 <= at.hour <= 19 for at in moments)
    for one in buyers:
        assert [bought.at for bought in one.purchases] == sorted(bought.at for bought in one.purchases)


def test_customers_buy_as_often_as_the_model_says(buyers: list[Buyer]) -> None:
    assert len(buyers) == TRUTH.customers
    over = [len(one.purchases) - 1 - expected_repeats(TRUTH, one.watched) for one in buyers]
    assert abs(fmean(over)) < WIDE * stdev(over) / sqrt(len(over))


def test_as_many_buy_only_once_as_the_model_says(buyers: list[Buyer]) -> None:
    chances = [(TRUTH.alpha / (TRUTH.alpha + one.watched)) ** TRUTH.r for one in buyers]
    once = sum(len(one.purchases) == 1 for one in buyers)
    assert abs(once - sum(chances)) < WIDE * sqrt(sum(chance * (1 - chance) for chance in chances))
    assert 0.2 < once / len(buyers) < 0.5


def test_rates_and_chances_to_leave_have_their_means(buyers: list[Buyer]) -> None:
    for values, mean in (
        ([one.rate for one in buyers], TRUTH.r / TRUTH.alpha),
        ([one.leaves for one in buyers], TRUTH.a / (TRUTH.a + TRUTH.b)),
        ([one.level for one in buyers], TRUTH.p * TRUTH.gamma / (TRUTH.q - 1)),
    ):
        assert abs(fmean(values) - mean) < WIDE * stdev(values) / sqrt(len(values))


def test_people_spend_what_the_model_says_however_often_they_come(buyers: list[Buyer]) -> None:
    means = [fmean(bought.cents for bought in one.purchases) / 100 for one in buyers]
    expected = TRUTH.p * TRUTH.gamma / (TRUTH.q - 1)
    assert abs(fmean(means) - expected) < WIDE * stdev(means) / sqrt(len(means))
    often = [mean for mean, one in zip(means, buyers, strict=True) if len(one.purchases) > 5]
    assert abs(fmean(often) - expected) < WIDE * stdev(often) / sqrt(len(often))


def test_december_is_busy_and_august_quiet(buyers: list[Buyer]) -> None:
    lately = END - timedelta(days=365)
    months = [bought.at.month for one in buyers for bought in one.purchases if bought.at > lately]
    assert months.count(12) > 1.1 * months.count(1)
    assert months.count(8) < months.count(9)
    assert fmean(TRUTH.season) == pytest.approx(1)


@pytest.mark.parametrize("name", ["r", "alpha", "a", "b"])
def test_the_true_parameters_explain_the_purchases_better_than_others(buyers: list[Buyer], name: str) -> None:
    at_truth = log_likelihood(TRUTH, buyers)
    for factor in (0.6, 1.6):
        assert at_truth > log_likelihood(replace(TRUTH, **{name: getattr(TRUTH, name) * factor}), buyers)
