"""Allowances counted in the database."""

from datetime import timedelta

import pytest
from flask import Flask

from foundation import clock, limits
from foundation.errors import TooMany
from tests.factories.accounts import a_customer

MINUTE = timedelta(minutes=1)


def test_an_allowance_is_refused_once_spent_and_says_how_long_to_wait(app: Flask) -> None:
    with clock.frozen(clock.now()):
        for _time in range(3):
            limits.spend("comment:7", 3, MINUTE)
        with pytest.raises(TooMany) as refused:
            limits.spend("comment:7", 3, MINUTE)
    assert refused.value.details == {"retry_after": 60}


def test_an_allowance_is_whole_again_after_its_window(app: Flask) -> None:
    begun = clock.now()
    with clock.frozen(begun):
        limits.spend("comment:7", 1, MINUTE)
    with clock.frozen(begun + MINUTE):
        limits.spend("comment:7", 1, MINUTE)


def test_allowances_do_not_know_each_other(app: Flask) -> None:
    limits.spend("comment:7", 1, MINUTE)
    limits.spend("comment:8", 1, MINUTE)


def test_what_nobody_needs_any_more_is_forgotten(app: Flask) -> None:
    with clock.frozen(clock.now() - timedelta(days=3)):
        limits.spend(f"comment:{a_customer().id}", 1, MINUTE)
    limits.spend("comment:new", 1, MINUTE)
    assert limits.db.session.query(limits.Allowance).count() == 1
