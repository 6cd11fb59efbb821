"""Joining, confirming one's address, choosing a new password."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import names, passwords, queries, tokens
from accounts.models import Member, MemberToken
from foundation import clock
from foundation.clock import now
from foundation.database import db
from foundation.settings import current
from tests.accounts.letters import letters_to, link_in
from tests.browser_client import Browser
from tests.factories.accounts import a_member

PASSWORD = "le vélo bleu dort"
ZOE = {"name": "Zoé", "email": "zoe@example.org", "password": PASSWORD}


def is_in(browser: Browser) -> bool:
    return browser.get("/me").status_code == 200


def test_one_joins_confirms_and_goes_on_where_one_was(browser: Browser) -> None:
    assert browser.post("/register", **ZOE, next="/me/sessions").location == "/register/sent"
    assert not is_in(browser)
    link = link_in("zoe@example.org")
    assert browser.get(link).status_code == 200
    assert not queries.by_email("zoe@example.org").is_verified
    assert browser.post(link).location == "/me/sessions"
    assert is_in(browser)
    assert queries.by_email("zoe@example.org").is_verified
    assert browser.get(link).status_code == 410
    assert browser.post(link).status_code == 410


def test_in_another_browser_the_password_is_asked(browser: Browser) -> None:
    browser.post("/register", **ZOE)
    link, phone = link_in("zoe@example.org"), browser.stranger()
    assert 'name="password"' in phone.get(link).text
    assert phone.post(link).status_code == 422
    assert phone.post(link, password="wrong wrong").status_code == 422
    assert not queries.by_email("zoe@example.org").is_verified
    assert phone.post(link, password=PASSWORD).status_code == 303
    assert is_in(phone)


def test_the_letter_is_in_the_language_of_the_page(browser: Browser) -> None:
    browser.post("/register", data=ZOE, how={"headers": {"Accept-Language": "fr"}})
    assert queries.by_email("zoe@example.org").language == "fr"
    assert "Bonjour Zoé" in letters_to("zoe@example.org")[-1].text


def test_a_known_address_gets_the_same_answer_and_another_letter(
    browser: Browser, drain: Callable[[], int]
) -> None:
    a_member(email="zoe@example.org")
    answer = browser.post("/register", **ZOE)
    assert (answer.status_code, answer.location) == (303, "/register/sent")
    drain()
    assert "You have one already" in letters_to("zoe@example.org")[-1].text
    assert len(db.session.scalars(select(Member).where(Member.email == "zoe@example.org")).all()) == 1


@pytest.mark.parametrize("known", [True, False])
def test_the_cookie_does_not_tell_whether_the_address_was_known(browser: Browser, known: bool) -> None:
    if known:
        a_member(email="zoe@example.org")
    browser.post("/register", **ZOE)
    with browser.client.session_transaction() as held:
        assert {key for key in held if not key.startswith("_")} == {"asked", "joining", "typed"}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("email", "zoe", "does not look like an e-mail address"),
        ("email", "", "type your e-mail address"),
        ("name", "Z\u200boé", "invisible"),
        ("name", "Admin", "kept for the team"),
        ("name", "lnes", "Somebody here has this name"),
        ("password", "short", "at least 10 characters"),
        ("password", "maison brume 1", "guessed quickly"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_rest_is_kept(
    browser: Browser, field: str, value: str, says: str
) -> None:
    a_member(name="Ines", name_skeleton=names.skeleton("Ines"))
    answer = browser.post("/register", **ZOE | {field: value}, next="/me")
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="/me"' in answer.text
    assert PASSWORD not in answer.text
    assert field == "email" or "zoe@example.org" in answer.text


@pytest.mark.parametrize("name", ["\ud800", "a" * 5000, "'; drop table member;--", "\x00\x00\x00"])
def test_hostile_names_are_refused_without_a_fault(browser: Browser, name: str) -> None:
    data = {"name": name.encode("utf-8", "surrogatepass"), "email": "zoe@example.org", "password": PASSWORD}
    assert browser.post("/register", data=data).status_code in (400, 422)


def test_a_new_password_comes_by_mail_and_signs_out_everywhere(
    browser: Browser, drain: Callable[[], int]
) -> None:
    member = a_member(email="zoe@example.org", password_hash=passwords.hashed("la pluie chante fort"))
    thief = browser.stranger().sign_in(member)
    assert browser.post("/sign-in/forgotten", email="ZOE@example.org").location == "/sign-in/forgotten/sent"
    drain()
    link = link_in("zoe@example.org")
    assert browser.get(link).status_code == 200
    assert is_in(thief)
    assert browser.post(link, password="short").status_code == 422
    assert browser.post(link, password=PASSWORD).location == "/sign-in"
    assert not is_in(thief)
    assert not is_in(browser)
    assert browser.post(link, password="another one entirely").status_code == 410
    assert passwords.matches(member.password_hash, PASSWORD)


def test_asking_for_an_unknown_address_gets_the_same_answer(
    browser: Browser, drain: Callable[[], int]
) -> None:
    assert (
        browser.post("/sign-in/forgotten", email="nobody@example.org").location == "/sign-in/forgotten/sent"
    )
    drain()
    assert letters_to("nobody@example.org") == []


def test_a_link_to_a_new_password_lasts_half_an_hour(browser: Browser, drain: Callable[[], int]) -> None:
    a_member(email="zoe@example.org")
    browser.post("/sign-in/forgotten", email="zoe@example.org")
    drain()
    with clock.frozen(now() + timedelta(minutes=31)):
        assert browser.get(link_in("zoe@example.org")).status_code == 410


def test_a_second_letter_makes_the_first_useless(browser: Browser, drain: Callable[[], int]) -> None:
    a_member(email="zoe@example.org")
    links = []
    for _number in range(2):
        browser.post("/sign-in/forgotten", email="zoe@example.org")
        drain()
        links.append(link_in("zoe@example.org"))
    assert [browser.get(link).status_code for link in links] == [410, 200]


def test_letters_to_one_address_are_few(browser: Browser) -> None:
    answers = [browser.post("/sign-in/forgotten", email="zoe@example.org") for _number in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 3600


def test_links_take_their_host_from_the_settings(browser: Browser) -> None:
    answer = browser.post("/register", data=ZOE, how={"headers": {"Host": "evil.example"}})
    assert answer.status_code == 400
    assert letters_to("zoe@example.org") == []


def test_a_link_is_kept_only_as_a_hash(browser: Browser) -> None:
    browser.post("/register", **ZOE)
    (row,) = db.session.scalars(select(MemberToken))
    token = link_in("zoe@example.org").rsplit("/", 1)[1]
    assert len(token) >= 43
    assert token.encode() not in row.token_hash


def test_a_link_for_one_purpose_serves_no_other(browser: Browser) -> None:
    browser.post("/register", **ZOE)
    token = link_in("zoe@example.org").rsplit("/", 1)[1]
    assert browser.get(f"/reset/{token}").status_code == 410
    assert browser.get(f"/me/address/{token}").status_code == 410


def test_names_and_addresses_nobody_confirmed_are_free_again(
    browser: Browser, drain: Callable[[], int]
) -> None:
    browser.post("/register", **ZOE)
    with clock.frozen(now() + timedelta(days=4)):
        browser.post("/register", name="Ana", email="ana@example.org", password=PASSWORD)
        drain()
    assert queries.by_email("zoe@example.org") is None
    assert queries.by_email("ana@example.org") is not None


def test_the_demo_shows_the_link_it_cannot_send(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.post("/register", **ZOE)
    assert "/welcome/" not in browser.get("/register/sent").text
    monkeypatch.setattr(current(), "env", "demo")
    browser.post("/register", name="Ana", email="ana@example.org", password=PASSWORD)
    assert link_in("ana@example.org") in browser.get("/register/sent").text


def test_a_new_address_holds_once_its_letter_is_followed(browser: Browser) -> None:
    member = a_member(email="zoe@example.org")
    browser.sign_in(member).post("/me/address", email="new@example.org")
    assert member.email == "zoe@example.org"
    link = link_in("new@example.org")
    assert browser.get(link).status_code == 200
    assert member.email == "zoe@example.org"
    assert browser.post(link).status_code == 303
    assert member.email == "new@example.org"
    assert "new@example.org" in letters_to("zoe@example.org")[-1].text
    assert browser.post(link).status_code == 410


def test_an_address_in_use_is_not_told_but_its_holder_is(browser: Browser) -> None:
    a_member(email="taken@example.org")
    member = a_member(email="zoe@example.org")
    assert browser.sign_in(member).post("/me/address", email="taken@example.org").status_code == 303
    assert "belongs to yours already" in letters_to("taken@example.org")[-1].text


def test_a_banned_member_gets_no_way_in_by_mail(browser: Browser, drain: Callable[[], int]) -> None:
    member = a_member(email="zoe@example.org")
    token = tokens.issue(member, tokens.RESET, "zoe@example.org")
    member.banned_at = now()
    browser.post("/sign-in/forgotten", email="zoe@example.org")
    drain()
    assert letters_to("zoe@example.org") == []
    assert browser.post(f"/reset/{token}", password=PASSWORD).status_code == 410


def test_the_address_is_not_typed_twice(browser: Browser) -> None:
    browser.post("/sign-in", email="Zoe@example.org", password="nothing like it")
    for page in ("/sign-in", "/sign-in/forgotten", "/register"):
        assert 'value="zoe@example.org"' in browser.get(page).text
    assert "zoe@example.org" not in browser.stranger().get("/sign-in").text


def test_the_letter_can_be_asked_for_again_after_a_while(browser: Browser) -> None:
    browser.post("/register", **ZOE, next="/me/sessions")
    first = link_in("zoe@example.org")
    page = browser.get("/register/sent").text
    assert "zoe@example.org" in page
    assert "data-wait" in page
    assert browser.post("/register/again").location == "/register/sent"
    assert "on its way" in browser.get("/register/sent").text
    assert len(letters_to("zoe@example.org")) == 2
    browser.post("/register/again")
    assert len(letters_to("zoe@example.org")) == 2
    assert browser.get(first).status_code == 410
    assert browser.post(link_in("zoe@example.org")).location == "/me/sessions"


def test_asking_for_the_letter_again_tells_nothing_about_accounts(
    browser: Browser, drain: Callable[[], int]
) -> None:
    a_member(email="zoe@example.org")
    browser.post("/register", **ZOE)
    assert browser.post("/register/again").location == "/register/sent"
    assert "on its way" in browser.get("/register/sent").text
    drain()
    assert {letter.subject.split()[0] for letter in letters_to("zoe@example.org")} == {"You"}
