"""What is shown first, at any moment, and why."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from community.contributions.models import State
from foundation.clock import frozen, now
from foundation.database import db
from foundation.settings import Settings, current
from moderation.deadlines import due_at
from moderation.meanings import MEANINGS
from moderation.measures.urgency import WEIGHTS
from moderation.models import Case, Finding
from moderation.queries import next_open, queue
from moderation.reasons import Because, Reason, Verdict
from moderation.reporters import record_of
from moderation.reports import report
from moderation.urgency import weigh
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution
from tests.factories.moderation import a_case, decided, written_by

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_each_kind_of_finding_has_its_limit_and_the_shortest_holds(app: Flask) -> None:
    assert due_at(MONDAY, []) == MONDAY + timedelta(hours=8)
    assert due_at(MONDAY, [("word", "x", 0.5)]) == MONDAY + timedelta(hours=8)
    assert due_at(MONDAY, [("word", "x", 0.9)]) == MONDAY + timedelta(hours=2)
    assert due_at(MONDAY, [("word", "x", 0.9), ("embargo", "12", 0.5)]) == MONDAY + timedelta(minutes=30)
    assert due_at(MONDAY, [("report", "threat", 1.0)]) == MONDAY + timedelta(hours=1)
    friday = MONDAY + timedelta(days=4, hours=6)
    assert due_at(friday, [("pre_moderated", "", 0)]) == datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
    assert due_at(friday, [("notice", "", 0.1)]) == friday + timedelta(hours=24)


def test_the_limit_goes_by_the_hours_of_this_office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"opens": 8, "closes": 12, "zone": "America/Montreal", "closed": "11-24, 2026-11-25"}
    for name, value in here.items():
        monkeypatch.setattr(current(), f"office_{name}", value)
    assert due_at(MONDAY, []) == datetime(2026, 11, 26, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"office_opens": 18, "office_closes": 9},
        {"office_zone": "Paris"},
        {"office_zone": "../../etc/passwd"},
        {"office_closed": "25-12"},
    ],
)
def test_an_office_that_cannot_be_is_refused_at_the_start(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="OFFICE"):
        Settings(_env_file=None, env="test", **wrong)


def test_the_card_shows_the_sum_and_what_each_part_is(app: Flask) -> None:
    about = a_contribution(vote_count=40)
    for _person in range(2):
        report(about, a_member(), Reason.HATE, "")
    [line] = queue(a_moderator())
    assert set(line.parts) >= {"severity", "reports"}
    assert line.parts["severity"] == round(WEIGHTS["severity"] * MEANINGS[Reason.HATE].severity)
    assert line.priority == sum(line.parts.values())


def test_the_clock_moves_what_waits_before_what_is_a_little_graver(app: Flask) -> None:
    graver = a_case(priority=20, opened_at=MONDAY, due_at=MONDAY + timedelta(days=2))
    sooner = a_case(priority=17, opened_at=MONDAY, due_at=MONDAY + timedelta(hours=2))
    moderator = a_moderator()
    with frozen(MONDAY):
        assert [line.case_id for line in queue(moderator)] == [graver.id, sooner.id]
    with frozen(MONDAY + timedelta(hours=2)):
        lines = queue(moderator)
    assert [line.case_id for line in lines] == [sooner.id, graver.id]
    assert lines[0].parts["clock"] == 10


def test_nothing_waits_for_ever(app: Flask) -> None:
    old = a_case(priority=5, opened_at=MONDAY, due_at=MONDAY + timedelta(hours=8))
    late = MONDAY + timedelta(days=9)
    a_case(priority=50, opened_at=late, due_at=late + timedelta(hours=2))
    with frozen(late):
        assert queue(a_moderator())[0].case_id == old.id


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cases=st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 5000), st.integers(30, 3000)), min_size=2, max_size=6
    ),
    minutes=st.integers(5000, 20_000),
)
def test_the_database_orders_as_the_card_counts_at_any_moment(
    app: Flask, cases: list[tuple[int, int, int]], minutes: int
) -> None:
    moderator, author = a_moderator(), a_customer()
    made = [
        a_case(
            written_by(author),
            parts={"severity": min(1.0, points / 35)},
            priority=min(35, points),
            opened_at=MONDAY + timedelta(minutes=opened),
            due_at=MONDAY + timedelta(minutes=opened + allowed),
        )
        for points, opened, allowed in cases
    ]
    with frozen(MONDAY + timedelta(minutes=minutes)):
        lines = queue(moderator)
        shown = [line.priority for line in lines]
        assert shown == sorted(shown, reverse=True)
        walked = [next_open(moderator, db.session.get_one(Case, line.case_id)) for line in lines[:-1]]
        assert walked == [line.case_id for line in lines[1:]]
    for case in made:
        case.closed_at = now()
    db.session.flush()


def test_a_reporter_is_known_by_what_was_upheld(app: Flask) -> None:
    member, moderator = a_member(), a_moderator()
    for verdict in (Verdict.APPROVE, Verdict.REJECT, Verdict.REJECT):
        about = a_contribution()
        report(about, member, Reason.SPAM, "")
        decided(about, verdict, Reason.SPAM, by=moderator)
    report(a_contribution(), member, Reason.SPAM, "")
    record = record_of(member.id)
    assert (record.upheld, record.decided) == (2, 3)
    assert record_of(a_member().id).decided == 0


@pytest.mark.parametrize(("state", "reaches"), [(State.HELD, False), (State.PUBLISHED, True)])
def test_what_is_held_reaches_nobody(app: Flask, state: State, reaches: bool) -> None:
    about = a_contribution(state=state.value, vote_count=500)
    case = a_case(about, Because.WORD)
    weigh(case)
    db.session.refresh(case)
    assert ("reach" in case.parts) is reaches


def test_what_the_model_and_the_brand_say_is_counted(app: Flask) -> None:
    case = a_case()
    db.session.add(Finding(case_id=case.id, kind="embargo", detail="12", severity=0.9, seen={"model": 0.5}))
    db.session.flush()
    weigh(case)
    db.session.refresh(case)
    assert case.priority == 32 + 10 + 5
    assert case.due_at == case.opened_at + timedelta(minutes=30)
