"""The pages of rules: writing one without code, trying it, and the steps from draft to live."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Member, Role
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from moderation.models import Decision
from moderation.rules import trial as trials
from moderation.rules.commands import MOST_RULES
from moderation.rules.models import Rule, RuleTest, RuleVersion, Stage
from moderation.rules.trial import Trial
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution
from tests.factories.moderation import a_case
from tests.factories.rules import a_condition, a_rule
from tests.moderation.rules.test_running import said

TYPED = {
    "name": "Links of newcomers",
    "why": "Advertising",
    "action": "hold",
    "row": ["0", "4"],
    "field-0": "text",
    "comparison-0": "contains",
    "value-0": "crypto",
    "field-4": "author_days",
    "comparison-4": "at_most",
    "value-4": "7",
}


def a_manager() -> Member:
    return a_member(Role.COMMUNITY_MANAGER, name="Rosalind")


def decided(text: str, verdict: str) -> int:
    """Something written and decided on a day ago."""
    with frozen(now() - timedelta(days=1)):
        written = a_contribution(a_customer(), source=text, html=f"<p>{text}</p>")
        case = a_case(written)
        case.closed_at = now()
        taken = {"verdict": verdict, "reason": "spam", "revision": 1, "was": "held"}
        db.session.add(Decision(case_id=case.id, **taken))
        db.session.flush()
    return written.id


def the_rule() -> Rule:
    db.session.expire_all()
    return db.session.scalars(select(Rule)).one()


def test_a_rule_is_tried_saved_counted_and_let_act_each_step_noted(browser: Browser) -> None:
    for verdict in ("approve", "reject", "reject"):
        decided("Buy crypto", verdict)
    decided("Better beans", "approve")
    browser.sign_in(a_manager())
    tried = browser.post("/moderation/rules/new", **TYPED, do="try")
    assert tried.status_code == 200
    assert "To hold: <b>3</b> of the 4 texts that people decided on" in tried.text
    assert "1 of them had been approved by people" in tried.text
    assert db.session.scalars(select(Rule)).all() == []
    browser.post("/moderation/rules/new", **TYPED, do="save")
    rule = the_rule()
    assert rule.stage is Stage.DRAFT
    kept = Trial.of(db.session.scalars(select(RuleTest.result)).one())
    assert (kept.looked_at, kept.matched, kept.approved) == (4, 3, 1)
    at = f"/moderation/rules/{rule.id}"
    assert browser.post(f"{at}/live", number="1").status_code == 409
    browser.post(f"{at}/shadow", number="1")
    assert the_rule().stage is Stage.SHADOW
    browser.post(f"{at}/live", number="1")
    assert the_rule().stage is Stage.LIVE
    browser.post(f"{at}/pause", number="1")
    assert the_rule().stage is Stage.SHADOW
    browser.post(f"{at}/retirement")
    assert the_rule().stage is Stage.RETIRED
    page = browser.get(at).text
    for word in (
        "saved a version",
        "let it count in shadow",
        "let it act",
        "let it only count",
        "retired it",
    ):
        assert word in page
    lines = db.session.scalars(select(AuditLine.action).where(AuditLine.object_kind == "rule"))
    assert [line.rpartition(".")[2] for line in lines] == ["saved", "shadow", "live", "paused", "retired"]


def test_a_moderator_drafts_and_counts_but_lets_nothing_act(browser: Browser) -> None:
    browser.sign_in(a_moderator())
    browser.post("/moderation/rules/new", **TYPED, do="save")
    at = f"/moderation/rules/{the_rule().id}"
    browser.post(f"{at}/shadow", number="1")
    assert "A community manager or an admin lets it act" in browser.get(at).text
    assert browser.post(f"{at}/live", number="1").status_code == 403
    assert browser.post(f"{at}/retirement").status_code == 303


def test_a_live_rule_is_put_away_only_by_who_may_let_it_act(browser: Browser) -> None:
    rule = a_rule(stage=Stage.LIVE)
    assert browser.sign_in(a_moderator()).post(f"/moderation/rules/{rule.id}/retirement").status_code == 403


def test_a_wrong_condition_is_named_and_everything_typed_is_kept(browser: Browser) -> None:
    browser.sign_in(a_moderator())
    wrong = TYPED | {"value-4": "many", "name": ""}
    answer = browser.post("/moderation/rules/new", **wrong, do="save")
    assert answer.status_code == 422
    assert "Type a number, such as 2." in answer.text
    assert "Give it a name" in answer.text
    assert 'value="many"' in answer.text
    assert 'value="crypto"' in answer.text


def test_rows_come_and_go_without_scripts_and_keep_what_was_typed(browser: Browser) -> None:
    browser.sign_in(a_moderator())
    more = browser.post("/moderation/rules/new", **TYPED, add="space", do="add").text
    assert 'name="field-5" value="space"' in more
    assert 'value="crypto"' in more
    less = browser.post("/moderation/rules/new", **TYPED, do="remove-4").text
    assert "author_days" not in less.partition("rule__add")[0]
    assert 'value="crypto"' in less


@pytest.mark.parametrize("action", ["tag", "route", "notify"])
def test_what_needs_a_tag_or_a_person_asks_for_it(browser: Browser, action: str) -> None:
    browser.sign_in(a_moderator())
    answer = browser.post("/moderation/rules/new", **TYPED | {"action": action}, do="save")
    assert answer.status_code == 422
    assert db.session.scalars(select(Rule)).all() == []


def test_two_editors_lose_nothing_and_the_second_sees_what_the_first_saved(browser: Browser) -> None:
    rule = a_rule(name="Quick money")
    browser.sign_in(a_moderator())
    at = f"/moderation/rules/{rule.id}/edit"
    theirs = TYPED | {"name": "Quick money", "value-0": "bitcoin"}
    assert browser.post(at, **theirs, made_from="1", do="save").status_code == 303
    mine = TYPED | {"name": "Quick money", "value-0": "dogecoin"}
    late = browser.post(at, **mine, made_from="1", do="save")
    assert late.status_code == 409
    assert "“bitcoin”" in late.text
    assert 'value="dogecoin"' in late.text
    assert 'name="made_from" type="hidden" value="2"' in late.text
    assert browser.post(at, **mine, made_from="2", do="save").status_code == 303
    assert the_rule().newest == 3


def test_a_former_version_comes_back_as_a_new_one(browser: Browser) -> None:
    rule = a_rule(a_condition("text", "contains", ["old words"]), name="Words")
    browser.sign_in(a_moderator())
    at = f"/moderation/rules/{rule.id}/edit"
    browser.post(at, **TYPED | {"name": "Words"}, made_from="1", do="save")
    back = browser.get(f"{at}?version=1").text
    assert 'value="old words"' in back
    assert 'name="restored_from" type="hidden" value="1"' in back
    former = TYPED | {"name": "Words", "value-0": "old words", "restored_from": "1"}
    browser.post(at, **former, made_from="2", do="save")
    assert "from version 1" in browser.get(f"/moderation/rules/{rule.id}").text


def test_a_copy_and_the_examples_fill_the_form(browser: Browser) -> None:
    rule = a_rule(name="Quick money", action="tag", target="money")
    browser.sign_in(a_moderator())
    assert 'value="Quick money, copy"' in browser.get(f"/moderation/rules/new?copy={rule.id}").text
    for example in ("links", "delivery", "burst"):
        assert browser.get(f"/moderation/rules/new?example={example}").text.count("rule__row") > 0
    french = browser.stranger().sign_in(a_moderator(language="fr"))
    assert "livraison" in french.get("/moderation/rules/new?example=delivery").text


def test_a_name_is_taken_once(browser: Browser) -> None:
    a_rule(name="links of newcomers")
    browser.sign_in(a_moderator())
    answer = browser.post("/moderation/rules/new", **TYPED, do="save")
    assert answer.status_code == 422
    assert "Another rule has this name already" in answer.text


@pytest.fixture
def everything(browser: Browser) -> str:
    """A rule in shadow that matches all there is."""
    for _ in range(20):
        decided("Any words", "approve")
    browser.sign_in(a_manager())
    asks = {"row": "0", "field-0": "letters", "comparison-0": "at_least", "value-0": "1"}
    said = {"name": "All", "action": "hold"}
    browser.post("/moderation/rules/new", **said, **asks, do="save")
    at = f"/moderation/rules/{the_rule().id}"
    browser.post(f"{at}/shadow", number="1")
    return at


def test_what_matches_nearly_everything_acts_only_when_it_is_meant(browser: Browser, everything: str) -> None:
    assert "It matches nearly everything: 100 % of all" in browser.get(everything).text
    refused = browser.post(f"{everything}/live", number="1")
    assert refused.status_code == 422
    assert "Tick that you mean it" in refused.text
    browser.post(f"{everything}/live", number="1", meant="yes")
    assert the_rule().stage is Stage.LIVE


def test_an_old_test_is_made_again_before_a_rule_acts(browser: Browser) -> None:
    rule = a_rule(stage=Stage.SHADOW)
    with frozen(now() + timedelta(days=8)):
        browser.sign_in(a_manager())
        at = f"/moderation/rules/{rule.id}"
        assert "older than a week" in browser.get(at).text
        assert browser.post(f"{at}/live", number="1").status_code == 409
        browser.post(f"{at}/test", number="1")
        assert browser.post(f"{at}/live", number="1").status_code == 303
    assert the_rule().stage is Stage.LIVE


def test_there_is_an_end_to_the_number_of_rules(browser: Browser) -> None:
    for _ in range(MOST_RULES):
        a_rule()
    browser.sign_in(a_moderator())
    assert browser.get("/moderation/rules").status_code == 200
    answer = browser.post("/moderation/rules/new", **TYPED, do="save")
    assert answer.status_code == 422
    assert f"There are {MOST_RULES} rules already" in answer.text


def test_a_test_that_takes_too_long_stops_and_says_so(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided("Buy crypto", "reject")
    monkeypatch.setattr(trials, "PATIENCE", 0.0)
    browser.sign_in(a_moderator())
    page = browser.post("/moderation/rules/new", **TYPED, do="try").text
    assert "only the latest were looked at" in page


def test_the_case_says_which_version_of_which_rule_and_what_it_saw(app: Flask, browser: Browser) -> None:
    a_rule(a_condition("text", "contains", "crypto"), stage=Stage.LIVE, name="Quick money")
    said("Buy crypto")
    page = browser.sign_in(a_moderator()).get("/moderation/").text
    assert "Quick money" in page
    assert "version 1" in page
    assert db.session.scalars(select(RuleVersion.number)).all() == [1]


def test_the_queue_is_narrowed_to_a_tag_and_to_whom_a_case_is_for(app: Flask, browser: Browser) -> None:
    a_rule(a_condition("text", "contains", "parcel"), stage=Stage.LIVE, action="tag", target="delivery")
    to = {"action": "route", "target": "community_manager"}
    a_rule(a_condition("text", "contains", "journalist"), stage=Stage.LIVE, **to)
    said("My parcel is late")
    said("I am a journalist")
    browser.sign_in(a_moderator())
    tagged = browser.get("/moderation/?tag=delivery").text
    assert "My parcel" in tagged
    assert "I am a journalist" not in tagged
    routed = browser.get("/moderation/?tag=community_manager").text
    assert "For The community managers" in routed
    assert browser.get("/moderation/?tag=nothing").status_code == 200
