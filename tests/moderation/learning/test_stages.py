"""When the model may do more or less."""

import pytest
from hypothesis import given, strategies as st

from moderation.learning.quality import Bands, Measured, judge, threshold_at
from moderation.learning.stages import Stage, next_stage

FINE = Measured(400, 40, 0.02, 0.03, 0.05)
rates = st.none() | st.floats(0, 1)
figures = st.builds(Measured, st.integers(0, 1000), st.integers(0, 100), rates, rates, rates)


@pytest.mark.parametrize(
    ("stage", "measured", "following", "because"),
    [
        (Stage.SORTING, Measured(150, 40), Stage.SORTING, ["too_few"]),
        (Stage.SORTING, Measured(400, 40, 0.02), Stage.TRIAL, ["miss_rate", "overturn_rate"]),
        (Stage.TRIAL, FINE, Stage.ACTING, []),
        (Stage.TRIAL, Measured(400, 40, 0.09, 0.03, 0.05), Stage.TRIAL, ["calibration_error"]),
        (Stage.ACTING, FINE, Stage.ACTING, []),
        (Stage.ACTING, Measured(400, 40, 0.02, 0.08, 0.05), Stage.SUSPENDED, ["miss_rate"]),
        (Stage.ACTING, Measured(400, 40, 0.02, 0.03, 0.4), Stage.SUSPENDED, ["overturn_rate"]),
        (Stage.SUSPENDED, FINE, Stage.SUSPENDED, []),
        (Stage.OFF, FINE, Stage.OFF, []),
    ],
)
def test_the_stage_follows_the_figures(
    stage: Stage, measured: Measured, following: Stage, because: list[str]
) -> None:
    assert next_stage(stage, measured, Bands()) == (following, because)


@given(st.sampled_from(Stage), figures)
def test_it_acts_only_inside_every_band_and_never_after_being_stopped(
    stage: Stage, measured: Measured
) -> None:
    following, because = next_stage(stage, measured, Bands())
    if following is Stage.ACTING:
        assert because == []
        assert stage not in (Stage.SUSPENDED, Stage.OFF)
    if stage is Stage.OFF:
        assert following is Stage.OFF


@given(st.lists(st.floats(0, 1), max_size=200), st.sampled_from([0.0, 0.01, 0.05, 0.2]))
def test_no_more_false_alarms_than_allowed(fine: list[float], alarms: float) -> None:
    threshold = threshold_at(fine, alarms)
    assert sum(chance >= threshold for chance in fine) <= alarms * len(fine)
    assert threshold >= 0.5


def test_a_judgement_counts_what_it_says() -> None:
    chances = [0.9] * 8 + [0.3] * 2 + [0.1] * 100
    happened = [True] * 10 + [False] * 100
    seen = judge(chances, chances, happened)
    assert (seen.texts, seen.positives, seen.recall, seen.false_alarms) == (110, 10, 0.8, 0.0)
    assert 0.02 < seen.false_alarms_at_most < 0.05
