"""Signing in and out."""

import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import commands, passwords
from accounts.models import Member, MemberSession, Throttle
from accounts.sessions import digest
from foundation import clock
from foundation.clock import now
from foundation.database import db
from foundation.settings import Settings, current
from tests.accounts.letters import letters_to
from tests.browser_client import Browser
from tests.factories.accounts import a_member, a_moderator, an_admin
from wsgi import create_app

PASSWORD = "le vélo bleu dort"
KEPT = passwords.hashed(PASSWORD)


def somebody(**given: object) -> Member:
    return a_member(**{"email": "ines@example.org", "password_hash": KEPT} | given)


def enter(browser: Browser, email: str = "ines@example.org", password: str = PASSWORD, **fields: str):  # type: ignore[no-untyped-def]
    return browser.post("/sign-in", email=email, password=password, **fields)


def is_in(browser: Browser) -> bool:
    return browser.get("/me").status_code == 200


def test_address_and_password_let_in_and_lead_back(browser: Browser) -> None:
    somebody()
    answer = enter(browser, email=" INES@example.org ", next="/me/sessions")
    assert (answer.status_code, answer.location) == (303, "/me/sessions")
    assert is_in(browser)


def test_signing_in_never_leads_to_another_site(browser: Browser) -> None:
    somebody()
    assert enter(browser, next="//evil.example").location == "/"


@pytest.mark.parametrize(
    ("email", "password"), [("ines@example.org", "wrong wrong"), ("nobody@example.org", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    browser: Browser, email: str, password: str
) -> None:
    somebody()
    answer = enter(browser, email, password, next="/me")
    assert answer.status_code == 422
    text = answer.text.replace(email, "")
    assert "This address and this password do not belong together." in text
    assert password not in text
    assert 'value="/me"' in text
    assert not is_in(browser)


def test_each_sign_in_has_a_session_of_its_own_kept_only_as_a_hash(browser: Browser) -> None:
    somebody()
    enter(browser)
    with browser.client.session_transaction() as first:
        token = first["token"]
    assert db.session.scalars(select(MemberSession.token_hash)).all() == [digest(token)]
    browser.post("/sign-out")
    enter(browser)
    with browser.client.session_transaction() as second:
        assert second["token"] != token


def test_a_planted_session_is_not_taken_over(browser: Browser) -> None:
    somebody()
    with browser.client.session_transaction() as planted:
        planted["token"] = "known to the attacker"
    enter(browser)
    with browser.client.session_transaction() as now_held:
        assert now_held["token"] != "known to the attacker"


def test_a_cookie_is_worth_nothing_after_signing_out(browser: Browser) -> None:
    somebody()
    enter(browser)
    cookie = browser.client.get_cookie("ensemble")
    assert cookie is not None
    browser.post("/sign-out")
    thief = browser.stranger()
    thief.client.set_cookie("ensemble", cookie.value)
    assert not is_in(browser)
    assert not is_in(thief)


@pytest.mark.parametrize("state", ["banned_at", "erased_at"])
def test_a_closed_account_lets_nobody_in(browser: Browser, state: str) -> None:
    somebody(**{state: now()})
    assert enter(browser).status_code == 403
    assert not is_in(browser)


def test_an_address_that_is_not_confirmed_gets_its_letter_again(browser: Browser) -> None:
    somebody(email_verified_at=None)
    assert enter(browser).location == "/register/sent"
    assert not is_in(browser)
    assert "/welcome/" in letters_to("ines@example.org")[-1].text


def test_too_many_attempts_are_delayed_but_not_locked_out(browser: Browser) -> None:
    somebody()
    with clock.frozen(now()) as start:
        answers = [enter(browser, password="wrong wrong").status_code for _number in range(11)]
        assert answers == [422] * 10 + [429]
        refused = enter(browser)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    with clock.frozen(start + timedelta(seconds=31)):
        assert enter(browser).status_code == 303


def test_unknown_addresses_are_delayed_alike(browser: Browser) -> None:
    with clock.frozen(now()):
        answers = [enter(browser, "nobody@example.org", "wrong wrong").status_code for _number in range(11)]
    assert answers == [422] * 10 + [429]


def _from_elsewhere(browser: Browser, number: int) -> int:
    headers = {"X-Forwarded-For": f"198.51.100.{number}"}
    fields = {"email": f"a{number}@example.org", "password": "wrong wrong"}
    return browser.post("/sign-in", data=fields, how={"headers": headers}).status_code


def test_a_forged_forwarded_header_does_not_buy_attempts(browser: Browser) -> None:
    with clock.frozen(now()):
        last = [_from_elsewhere(browser, number) for number in range(31)][-1]
    assert last == 429


def test_signing_in_makes_the_budget_whole_again(browser: Browser) -> None:
    somebody()
    enter(browser, password="wrong wrong")
    enter(browser)
    assert not any("sign-in-account" in key for key in db.session.scalars(select(Throttle.key)))


def test_without_the_budgets_nobody_gets_in(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody()

    def broken(*_budgets: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr("accounts.throttle.spend", broken)
    with pytest.raises(RuntimeError):
        enter(browser)
    assert not is_in(browser)


def test_an_old_hash_is_made_anew(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    member = somebody()
    monkeypatch.setattr("accounts.passwords.is_outdated", lambda _kept: True)
    enter(browser)
    assert member.password_hash not in (None, KEPT)
    assert passwords.matches(member.password_hash, PASSWORD)


def test_a_role_change_and_a_ban_hold_at_once(browser: Browser) -> None:
    member = a_moderator(email="ines@example.org", password_hash=KEPT)
    for deed in (
        lambda: commands.set_role(member, member.role.ADMIN),
        lambda: commands.ban(member, by=an_admin()),
    ):
        an_admin()
        member.banned_at = None
        enter(browser)
        assert is_in(browser)
        deed()
        db.session.commit()
        assert not is_in(browser)


def test_a_password_change_signs_out_all_other_devices(browser: Browser) -> None:
    somebody()
    other = browser.stranger()
    enter(browser)
    enter(other)
    changed = browser.post("/me/password", present=PASSWORD, password="la pluie chante fort")
    assert changed.status_code == 303
    assert (is_in(browser), is_in(other)) == (True, False)
    assert enter(other).status_code == 422
    assert enter(other, password="la pluie chante fort").status_code == 303


def test_the_present_password_is_needed_to_change_it(browser: Browser) -> None:
    somebody()
    enter(browser)
    answer = browser.post("/me/password", present="wrong wrong", password="la pluie chante fort")
    assert answer.status_code == 422
    assert "This is not your password. Please try again." in answer.text


def test_what_matters_asks_for_the_password_once_more(browser: Browser) -> None:
    somebody()
    with clock.frozen(now()) as start:
        enter(browser)
        assert browser.get("/me/address").status_code == 200
    with clock.frozen(start + timedelta(minutes=11)):
        assert browser.get("/me/address").location == "/me/confirm?next=/me/address"
        assert browser.post("/me/confirm", password="wrong wrong").status_code == 422
        confirmed = browser.post("/me/confirm", password=PASSWORD, next="/me/address")
        assert confirmed.location == "/me/address"
        assert browser.get("/me/address").status_code == 200


def test_a_program_is_told_that_the_password_is_needed(browser: Browser) -> None:
    member = somebody()
    browser.sign_in(member)
    with clock.frozen(now() + timedelta(minutes=11)):
        answer = browser.get("/me/address", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")


def test_one_may_see_and_end_ones_sessions(browser: Browser) -> None:
    somebody()
    other = browser.stranger()
    enter(browser)
    other.post(
        "/sign-in",
        data={"email": "ines@example.org", "password": PASSWORD},
        how={"headers": {"User-Agent": "Mozilla/5.0 (iPhone) Safari/604"}},
    )
    assert "Safari · iPhone" in browser.get("/me/sessions").text
    theirs = db.session.scalars(select(MemberSession.id).order_by(MemberSession.id.desc())).first()
    assert browser.post(f"/me/sessions/{theirs}/end").status_code == 303
    assert (is_in(browser), is_in(other)) == (True, False)


def test_all_other_sessions_end_at_once(browser: Browser) -> None:
    somebody()
    other = browser.stranger()
    enter(browser)
    enter(other)
    browser.post("/me/sessions/end")
    assert (is_in(browser), is_in(other)) == (True, False)


def test_the_demo_lets_in_with_one_click_and_only_the_demo(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_moderator()
    assert browser.post("/sign-in/demo", role="moderator").status_code == 404
    monkeypatch.setattr(current(), "env", "demo")
    assert "Hélène" in browser.get("/sign-in").text
    assert browser.post("/sign-in/demo", role="moderator", next="/me").location == "/me"
    assert "Hélène" in browser.get("/me").text


def test_a_plain_member_of_the_demo_may_be_french_or_english(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, language in (("Inès", "fr"), ("Jonas", "en"), ("Karim", "fr")):
        a_member(name=name, language=language)
    monkeypatch.setattr(current(), "env", "demo")
    shown = browser.get("/sign-in").text
    assert [name in shown for name in ("Inès", "Jonas", "Karim")] == [True, True, False]
    for role, title in (("member.en", "My account"), ("member.fr", "Mon compte")):
        assert browser.post("/sign-in/demo", role=role, next="/me").location == "/me"
        assert title in browser.get("/me").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    somebody()
    cookie = enter(browser).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_an_unknown_address_takes_as_long_as_a_known_one(browser: Browser) -> None:
    somebody()
    enter(browser, password="warm up")

    def fastest(email: str) -> float:
        times = []
        for _turn in range(4):
            start = time.process_time()
            enter(browser, email, "wrong wrong")
            times.append(time.process_time() - start)
        return min(times)

    assert 0.6 < fastest("nobody@example.org") / fastest("ines@example.org") < 1.6


def test_in_production_the_cookie_belongs_to_this_host_and_to_https_alone() -> None:
    made = create_app(
        Settings(_env_file=None, env="production", secret_key="s" * 40, base_url="https://ideas.example")
    )
    assert made.config["SESSION_COOKIE_NAME"] == "__Host-ensemble"
    assert made.config["SESSION_COOKIE_SECURE"]
