from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from moderation.measures.clocks import Hours, used
from moderation.measures.ladder import LADDER, Measure, Strike, below_from, height, next_rung, rung_at
from moderation.measures.reporters import Record, weight_of
from moderation.measures.urgency import MOST, Parts, reach_of, weight_of_reports

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
unit = st.floats(-1, 6, allow_nan=False)


def test_points_fade_by_half_in_ninety_days_and_are_gone_after_a_year() -> None:
    assert height([Strike(8, NOW)], NOW) == 8
    assert height([Strike(8, NOW - 90 * DAY)], NOW) == pytest.approx(4)
    assert height([Strike(8, NOW - 365 * DAY)], NOW) == 0
    assert height([Strike(8, NOW + DAY)], NOW) == 0


@pytest.mark.parametrize(
    ("points", "measure"),
    [(2.9, None), (3, Measure.NOTICE), (6, Measure.PRE_MODERATION), (9.5, Measure.READ_ONLY),
     (12, Measure.SUSPENSION), (40, Measure.TERMINATION)],
)  # fmt: skip
def test_each_height_calls_for_its_measure(points: float, measure: Measure | None) -> None:
    rung = rung_at(points)
    assert (rung.measure if rung else None) == measure


def test_two_persons_must_agree_from_twelve_points() -> None:
    assert [rung.two_persons for rung in LADDER] == [False, False, False, True, True]
    assert next_rung(15) is None
    assert next_rung(0) == LADDER[0]


@given(st.lists(st.tuples(st.floats(0, 10), st.integers(0, 400)), max_size=8), st.integers(0, 400))
def test_points_never_grow_by_waiting(given_at: list[tuple[float, int]], later: int) -> None:
    strikes = [Strike(points, NOW - days * DAY) for points, days in given_at]
    assert height(strikes, NOW + later * DAY) <= height(strikes, NOW) + 1e-9


def test_the_day_when_points_have_faded_is_said() -> None:
    when = below_from([Strike(8, NOW)], 6, NOW)
    assert when is not None
    assert height([Strike(8, NOW)], when) < 6 <= height([Strike(8, NOW)], when - DAY)
    assert below_from([], 3, NOW) is None


@given(st.tuples(unit, unit, unit, unit, unit, unit))
def test_a_priority_is_the_sum_of_its_parts_between_0_and_100(parts: tuple[float, ...]) -> None:
    shown = Parts(*parts)
    assert shown.priority() == min(MOST, sum(shown.points().values()))
    assert 0 <= shown.priority() <= MOST


def test_the_clock_goes_on_so_that_nothing_waits_for_ever() -> None:
    assert Parts(clock=4).priority() > Parts(severity=1).priority()


def test_reach_and_reports_stay_within_one() -> None:
    assert (reach_of(-5), reach_of(1e9)) == (0, 1)
    assert weight_of_reports([]) == 0
    assert weight_of_reports([0.5, 0.5]) == pytest.approx(0.75)
    assert weight_of_reports([0.3, 2]) == 1


def test_the_word_of_a_reporter_weighs_by_how_often_it_was_right() -> None:
    newcomer, good, bad = Record(0, 0), Record(18, 20), Record(1, 20)
    assert weight_of(good) > weight_of(newcomer) > weight_of(bad) == 0
    assert weight_of(newcomer) == pytest.approx(0.35)
    assert weight_of(Record(0, 5)) > 0
    assert weight_of(bad, trusted_flagger=True) == 0.9


@pytest.mark.parametrize(
    ("begun", "hours", "due"),
    [
        ("2026-03-02T09:00", 4, "2026-03-02T13:00"),  # a Monday morning
        ("2026-03-02T16:00", 4, "2026-03-03T11:00"),  # over the night
        ("2026-03-06T17:00", 4, "2026-03-09T12:00"),  # over the weekend
        ("2026-03-07T12:00", 4, "2026-03-09T13:00"),  # begun on a Saturday
        ("2026-03-27T16:00", 4, "2026-03-30T11:00"),  # over the change to summer time
    ],
)
def test_hours_of_business_are_counted(begun: str, hours: int, due: str) -> None:
    team = Hours(zone="Europe/Paris")
    start = datetime.fromisoformat(begun + "+01:00")
    end = team.due(start, timedelta(hours=hours))
    assert end.astimezone(team_zone(team)).replace(tzinfo=None).isoformat(timespec="minutes") == due


def team_zone(team: Hours) -> ZoneInfo:
    return ZoneInfo(team.zone)


def test_a_day_off_is_no_day_of_business() -> None:
    team = Hours(zone="UTC", off=frozenset({"2026-03-03"}))
    assert team.due(datetime(2026, 3, 2, 17, tzinfo=UTC), timedelta(hours=2)) == datetime(
        2026, 3, 4, 10, tzinfo=UTC
    )


def test_a_day_off_of_every_year_is_no_day_of_business() -> None:
    team = Hours(zone="UTC", off=frozenset({"12-25", "2026-12-28"}))
    christmas_eve = datetime(2026, 12, 24, 17, tzinfo=UTC)
    assert team.due(christmas_eve, timedelta(hours=4)) == datetime(2026, 12, 29, 12, tzinfo=UTC)
    assert team.due(datetime(2028, 12, 25, 10, tzinfo=UTC), timedelta(hours=1)).day == 26


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Montreal", "Asia/Kolkata", "Pacific/Auckland"])
@pytest.mark.parametrize("month", [3, 4, 9, 10, 11])
def test_hours_of_business_are_as_long_where_clocks_are_put_forward_and_back(zone: str, month: int) -> None:
    here, team = ZoneInfo(zone), Hours(zone=zone, days=frozenset(range(7)))
    for day in range(1, 29):
        begun = datetime(2026, month, day, 17, tzinfo=here).astimezone(UTC)
        assert team.due(begun, timedelta(hours=4)).astimezone(here).time() == time(12)


def test_hours_without_an_hour_are_refused() -> None:
    with pytest.raises(ValueError, match="hour"):
        Hours(days=frozenset())


@given(st.integers(0, 365 * 24 * 60), st.integers(1, 60))
def test_what_is_due_is_due_within_business_and_later_for_more(minutes: int, hours: int) -> None:
    team, start = Hours(), datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    due, later = team.due(start, timedelta(hours=hours)), team.due(start, timedelta(hours=hours + 1))
    assert start < due < later
    local = due.astimezone(team_zone(team))
    assert local.weekday() in team.days
    assert team.opens <= local.time().replace(tzinfo=None) <= team.closes
    assert used(start, due, due) == pytest.approx(1)
