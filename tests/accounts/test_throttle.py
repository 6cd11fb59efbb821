"""Budgets of attempts."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given, strategies as st
from sqlalchemy import delete

from accounts import throttle
from accounts.models import Throttle
from foundation import clock
from foundation.database import db
from foundation.settings import Settings

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
RATE = throttle.Rate("test", 10, timedelta(minutes=5))


def attempts(budget: throttle.Budget, at: datetime, number: int = 50) -> int:
    """How many of so many attempts at one moment pass."""
    passed = 0
    with clock.frozen(at):
        for _number in range(number):
            try:
                throttle.spend(budget)
            except throttle.TooManyAttempts:
                continue
            passed += 1
    return passed


def test_a_budget_passes_its_number_then_one_every_so_often(app: Flask) -> None:
    ines = RATE.of("ines@example.org")
    assert attempts(ines, NOON) == 10
    assert attempts(ines, NOON + timedelta(seconds=29)) == 0
    assert attempts(ines, NOON + timedelta(seconds=31)) == 1
    assert attempts(ines, NOON + timedelta(minutes=20)) == 10


def test_a_refused_attempt_says_how_long_to_wait_and_costs_nothing(app: Flask) -> None:
    attempts(RATE.of("a"), NOON)
    with clock.frozen(NOON), pytest.raises(throttle.TooManyAttempts) as refused:
        throttle.spend(RATE.of("a"), RATE.of("b"))
    assert refused.value.details["retry_after"] == 30
    assert attempts(RATE.of("b"), NOON) == 10


def test_a_clock_set_back_never_locks_out_for_longer_than_the_budget(app: Flask) -> None:
    attempts(RATE.of("a"), NOON)
    assert attempts(RATE.of("a"), NOON - timedelta(minutes=1)) == 0
    assert attempts(RATE.of("a"), NOON + timedelta(minutes=5)) == 10


def test_a_refund_makes_a_budget_whole(app: Flask) -> None:
    attempts(RATE.of("a"), NOON)
    throttle.refund(RATE.of("a"))
    assert attempts(RATE.of("a"), NOON) == 10


@given(st.lists(st.floats(0, 600), max_size=60))
def test_no_stretch_of_time_passes_more_than_the_rate(waits: list[float]) -> None:
    free, passed, moment = NOON, [], NOON
    for wait in waits:
        moment += timedelta(seconds=wait / 10)
        after, seconds = throttle.spent(free, RATE, moment)
        if seconds == 0:
            free = after
            passed.append(moment)
    for first in passed:
        assert sum(first <= one < first + RATE.over for one in passed) <= 2 * RATE.attempts


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("nonsense", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_network_is_an_address_or_its_64_bits(address: str | None, known: str) -> None:
    assert throttle.network(address) == known


TRY = """
import sys
from accounts import throttle
from datetime import timedelta
from foundation import database
from foundation.settings import Settings
from wsgi import create_app
app, passed = create_app(Settings(_env_file=None, env="test", database_url=sys.argv[1])), 0
with app.app_context():
    for _number in range(9):
        try:
            throttle.spend(throttle.Rate("shared", 10, timedelta(hours=5)).of("x"))
            database.db.session.commit()
            passed += 1
        except throttle.TooManyAttempts:
            database.db.session.rollback()
print(passed)
"""


@pytest.mark.slow
def test_two_processes_share_one_budget(whole_app: Flask, settings: Settings) -> None:
    command = [sys.executable, "-c", TRY, settings.database_url]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _number in range(2)]
    passed = [int(one.communicate(timeout=300)[0]) for one in both]
    with whole_app.app_context():
        db.session.execute(delete(Throttle))
        db.session.commit()
        db.session.remove()
    assert sum(passed) == 10
