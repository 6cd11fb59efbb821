"""Rules against those who send what no form would."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict

from accounts.models import Role
from foundation.database import db
from moderation.rules.commands import MOST_ACTING
from moderation.rules.conditions import MOST_CONDITIONS
from moderation.rules.forms import Row, changed, conditions_of, rows_of
from moderation.rules.models import Rule, RuleVersion, Stage
from moderation.rules.wording import SAID
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.rules import a_condition, a_rule

SENT: list[dict[str, Any]] = [
    {},
    {"do": "save"},
    {"do": "save", "name": "x", "action": "hold", "row": ["0"] * 5_000},
    {"do": "save", "name": "x", "action": "hold", "row": ["0"], "field-0": "__class__", "comparison-0": "is", "value-0": "x"},
    {"do": "save", "name": "x", "action": "erase", "row": ["0"], "field-0": "links", "comparison-0": "at_least", "value-0": "1"},
    {"do": "save", "name": "x\0y", "action": "hold", "row": ["0"], "field-0": "text", "comparison-0": "contains", "value-0": "\0"},
    {"do": "save", "name": "n" * 5_000, "action": "hold", "row": ["0"], "field-0": "links", "comparison-0": "at_least", "value-0": "1"},
    {"do": "try", "row": ["0"], "field-0": "links", "comparison-0": "at_least", "value-0": "1e400"},
    {"do": "try", "row": ["0"], "field-0": "text", "comparison-0": "contains", "value-0": ",".join("abcdefghi" * 40 for _ in range(300))},
    {"do": "try", "row": ["-1", "²", "99999999999999999999"], "field--1": "links"},
    {"do": "remove-²", "row": ["²"]},
    {"do": "add", "add": "reports' OR 1=1"},
    {"do": "save", "name": "x", "action": "route", "route": "member-999999999999", "row": ["0"], "field-0": "links", "comparison-0": "at_least", "value-0": "1"},
    {"do": "save", "name": "x", "action": "notify", "told": ["moderator"] * 400, "row": ["0"], "field-0": "links", "comparison-0": "at_least", "value-0": "1"},
]  # fmt: skip


@pytest.mark.parametrize("sent", SENT, ids=range(len(SENT)))
def test_nothing_that_is_sent_breaks_the_form_or_makes_a_rule(browser: Browser, sent: dict[str, Any]) -> None:
    browser.sign_in(a_moderator())
    answer = browser.post("/moderation/rules/new", **sent)
    assert answer.status_code in (200, 422)
    assert db.session.scalars(select(Rule)).all() == []


@pytest.mark.parametrize(
    "path",
    [
        "/moderation/rules/new?copy=99999999999999",
        "/moderation/rules/new?copy=x",
        "/moderation/rules/2147483647",
    ],
)
def test_what_is_not_there_is_not_found_or_empty(browser: Browser, path: str) -> None:
    assert browser.sign_in(a_moderator()).get(path).status_code in (200, 404)


@pytest.mark.parametrize("number", ["", "x", "-1", "2", "99999999999"])
def test_a_step_of_a_version_that_is_not_there_moves_nothing(browser: Browser, number: str) -> None:
    rule = a_rule(stage=Stage.SHADOW)
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER))
    for step in ("shadow", "live", "pause", "test"):
        answer = browser.post(f"/moderation/rules/{rule.id}/{step}", number=number)
        assert answer.status_code in (404, 409)
    db.session.expire_all()
    assert db.session.get_one(Rule, rule.id).stage is Stage.SHADOW


def test_a_customer_sees_no_rule(browser: Browser) -> None:
    rule = a_rule(stage=Stage.LIVE)
    browser.sign_in(a_customer())
    for path in ("", "/new", f"/{rule.id}", f"/{rule.id}/edit"):
        assert browser.get(f"/moderation/rules{path}").status_code == 403


def test_a_rule_with_a_condition_nobody_knows_any_more_can_be_looked_at_and_mended(browser: Browser) -> None:
    rule = a_rule(stage=Stage.LIVE)
    gone = [{"field": "phase_of_moon", "comparison": "is", "value": ["full"]}, {"value": 3}, {}]
    db.session.execute(update(RuleVersion).values(conditions=gone))
    db.session.expire_all()
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER))
    at = f"/moderation/rules/{rule.id}"
    assert "phase_of_moon" in browser.get("/moderation/rules").text
    for path in (at, f"{at}/edit"):
        assert browser.get(path).status_code == 200
    assert browser.post(f"{at}/test", number="1").status_code == 303
    assert browser.post(f"{at}/pause", number="1").status_code == 303


def test_no_more_rules_act_than_writing_can_bear(browser: Browser) -> None:
    for _ in range(MOST_ACTING):
        a_rule(stage=Stage.SHADOW)
    one_more = a_rule()
    browser.sign_in(a_moderator())
    answer = browser.post(f"/moderation/rules/{one_more.id}/shadow", number="1")
    assert answer.status_code == 409
    assert f"{MOST_ACTING} rules act or count already" in answer.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["row", "field-0", "value-0", "comparison-0", "field-1"]), st.text()),
        max_size=30,
    )
)
def test_rows_are_few_and_known_whatever_is_sent(app: Flask, sent: list[tuple[str, str]]) -> None:
    rows = rows_of(MultiDict(sent))
    assert len(rows) <= MOST_CONDITIONS + 1
    conditions = conditions_of(rows)
    assert conditions is None or len(conditions) == len(rows)
    assert all(row.error for row in rows) or conditions is None or rows


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*SAID, "nonsense"]), max_size=14))
def test_a_row_that_is_added_can_be_taken_away_again(app: Flask, fields: list[str]) -> None:
    rows: list[Row] = []
    for name in fields:
        rows = changed(rows, "add", name)
    assert len(rows) <= MOST_CONDITIONS
    assert len({row.number for row in rows}) == len(rows)
    for row in list(rows):
        rows = changed(rows, f"remove-{row.number}", "")
    assert rows == []


@pytest.mark.parametrize(
    "stored",
    [("text", "contains", ["a, b", "c"]), ("links", "at_least", 1.5), ("author_trusted", "is", False)],
)
def test_a_stored_condition_shows_in_the_form_as_it_can_be_read_again(
    app: Flask, stored: tuple[str, str, Any]
) -> None:
    row = Row.of(0, a_condition(*stored))
    again = conditions_of([row])
    assert again is not None
    assert again[0].field == stored[0]
    assert row.error == ""
