"""The second factor."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest

from accounts import passwords, second_factor
from accounts.models import Member, Role
from foundation import clock
from foundation.clock import now
from foundation.settings import current
from tests.accounts.letters import link_in
from tests.browser_client import Browser
from tests.factories.accounts import a_member

PASSWORD = "le vélo bleu dort"
KEPT = passwords.hashed(PASSWORD)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def protected(**given: object) -> Member:
    return a_member(
        email="ines@example.org", password_hash=KEPT, totp_secret=SECRET, totp_confirmed_at=now(), **given
    )


def code(skew: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(int(now().timestamp()) + 30 * skew)


def enter(browser: Browser, way_back: str = "") -> None:
    answer = browser.post("/sign-in", email="ines@example.org", password=PASSWORD, next=way_back)
    assert answer.location == "/sign-in/code"


def is_in(browser: Browser) -> bool:
    return browser.get("/me").status_code == 200


def test_signing_in_asks_for_the_code_and_leads_back(browser: Browser) -> None:
    protected()
    enter(browser, "/me/sessions")
    assert not is_in(browser)
    assert browser.post("/sign-in/code", code="000000").status_code == 422
    assert browser.post("/sign-in/code", code=code()).location == "/me/sessions"
    assert is_in(browser)


def test_a_code_works_once_even_with_spaces(browser: Browser) -> None:
    protected()
    with clock.frozen(now()):
        used, other = code(), browser.stranger()
        enter(browser)
        assert browser.post("/sign-in/code", code=used).status_code == 303
        enter(other)
        assert other.post("/sign-in/code", code=f"{used[:3]} {used[3:]} ").status_code == 422
        assert not is_in(other)


@pytest.mark.parametrize(("skew", "status"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_half_a_minute_off(browser: Browser, skew: int, status: int) -> None:
    protected()
    with clock.frozen(now()):
        enter(browser)
        assert browser.post("/sign-in/code", code=code(skew)).status_code == status


def test_codes_are_not_guessed_in_a_row(browser: Browser) -> None:
    protected()
    enter(browser)
    with clock.frozen(now()):
        answers = [browser.post("/sign-in/code", code=f"00000{number}").status_code for number in range(6)]
    assert answers == [422] * 5 + [429]


def test_the_right_password_is_forgotten_after_ten_minutes(browser: Browser) -> None:
    protected()
    enter(browser)
    with clock.frozen(now() + timedelta(minutes=11)):
        assert browser.post("/sign-in/code", code=code()).location == "/sign-in"


def test_the_code_alone_is_worth_nothing(browser: Browser) -> None:
    protected()
    assert browser.post("/sign-in/code", code=code()).location == "/sign-in"
    assert not is_in(browser)


def test_it_is_turned_on_with_a_first_code_and_gives_recovery_codes(browser: Browser) -> None:
    member = a_member(email="ines@example.org", password_hash=KEPT)
    other = browser.stranger().sign_in(member)
    browser.sign_in(member)
    page = browser.get("/me/second-factor").text
    assert "data:image/svg+xml" in page
    with browser.client.session_transaction() as held:
        secret = held["totp"]
    assert browser.post("/me/second-factor", code="000000").status_code == 422
    assert not member.has_second_factor
    codes = browser.post("/me/second-factor", code=pyotp.TOTP(secret).now())
    assert codes.status_code == 200
    assert codes.text.count("<code>") == 10
    assert member.has_second_factor
    assert not is_in(other)


def test_a_recovery_code_works_once_and_is_kept_as_a_hash(browser: Browser) -> None:
    member = protected()
    first, *_others = second_factor.new_codes(member)
    enter(browser)
    assert browser.post("/sign-in/code", code=first.upper()).status_code == 303
    other = browser.stranger()
    enter(other)
    assert other.post("/sign-in/code", code=first).status_code == 422
    assert second_factor.codes_left(member) == 9


def test_a_new_password_by_mail_does_not_go_round_it(browser: Browser, drain: Callable[[], int]) -> None:
    protected()
    browser.post("/sign-in/forgotten", email="ines@example.org")
    drain()
    browser.post(link_in("ines@example.org"), password="la pluie chante fort")
    answer = browser.post("/sign-in", email="ines@example.org", password="la pluie chante fort")
    assert answer.location == "/sign-in/code"
    assert not is_in(browser)


def test_a_new_password_voids_a_half_finished_entrance(browser: Browser) -> None:
    member = protected()
    enter(browser)
    member.password_hash = passwords.hashed("la pluie chante fort")
    assert browser.post("/sign-in/code", code=code()).location == "/sign-in"
    assert not is_in(browser)


def test_turning_it_off_asks_for_the_password(browser: Browser) -> None:
    member = protected()
    browser.sign_in(member)
    with clock.frozen(now() + timedelta(minutes=11)):
        assert "/me/confirm" in browser.post("/me/second-factor/off").location
    assert member.has_second_factor
    browser.post("/me/second-factor/off")
    assert not member.has_second_factor


def test_a_site_may_demand_it_of_its_team(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current(), "staff_second_factor", True)
    member = a_member(Role.MODERATOR)
    browser.sign_in(member)
    assert browser.get("/me/second-factor").status_code == 200
    with browser.client.session_transaction() as held:
        secret = held["totp"]
    browser.post("/me/second-factor", code=pyotp.TOTP(secret).now())
    assert browser.post("/me/second-factor/off").status_code == 403
    assert member.has_second_factor
