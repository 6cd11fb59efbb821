"""One's own account: profile, leaving, and what the house may do to it."""

from collections.abc import Callable

import pytest
from flask import Flask

from accounts import commands, queries
from accounts.facts import MemberErased, MemberVerified
from accounts.models import Member, Role
from foundation import mail
from foundation.clock import now
from foundation.database import db
from foundation.html.portrait import portrait
from foundation.outbox import listen
from tests.accounts.letters import letters_to
from tests.browser_client import Browser
from tests.factories.accounts import a_member, a_moderator, an_admin

PROFILE = {"name": "Zoé", "bio": "Filter, no sugar.", "language": "fr", "timezone": "Europe/Paris"}


def test_a_profile_is_changed_and_the_language_with_it(browser: Browser) -> None:
    member = a_member()
    assert browser.sign_in(member).post("/me", **PROFILE).status_code == 303
    assert (member.name, member.bio, member.language) == ("Zoé", "Filter, no sugar.", "fr")
    assert "Mon profil" in browser.get("/me").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Admin"), ("language", "xx"), ("timezone", "Moon/Base"), ("bio", "x" * 501), ("name", "")],
)
def test_a_profile_that_cannot_be_is_refused_and_nothing_is_changed(
    browser: Browser, field: str, value: str
) -> None:
    member = a_member(name="Ana")
    assert browser.sign_in(member).post("/me", **PROFILE | {field: value}).status_code == 422
    assert (member.name, member.language, member.bio) == ("Ana", "en", "")


@pytest.mark.parametrize("field", ["role", "role_name", "email", "banned_at", "trusted", "id"])
def test_nobody_gives_themselves_more(browser: Browser, field: str) -> None:
    member = a_member(email="ana@example.org")
    browser.sign_in(member).post("/me", **PROFILE, **{field: "admin"})
    assert (member.role, member.email) == (Role.MEMBER, "ana@example.org")


def test_a_portrait_is_drawn_drawn_anew_and_given_up(browser: Browser) -> None:
    member = a_member()
    browser.sign_in(member)
    assert "viewBox" not in browser.get("/me").text.split('id="portrait"')[1].split("</section>")[0]
    faces = set()
    for _ in range(3):
        assert browser.post("/me/portrait", portrait="drawn").location == "/me#portrait"
        faces.add(member.portrait)
    assert len(faces) > 1
    assert 0 not in faces
    assert str(portrait(member.portrait, "avatar avatar--large")) in browser.get("/me").text
    assert str(portrait(member.portrait, "avatar avatar--large")) in browser.get(f"/people/{member.id}").text
    browser.post("/me/portrait", portrait="initials")
    assert member.portrait == 0


def test_an_erased_account_keeps_nothing_personal(browser: Browser) -> None:
    member = a_member(email="ana@example.org", bio="Filter, no sugar.", password_hash="x", totp_secret="y")
    mail.send("ana@example.org", "Hello", "Ana", key="one")
    browser.sign_in(member)
    assert browser.post("/me/erase").status_code == 422
    assert browser.post("/me/erase", sure="y").location == "/"
    assert (member.name, member.email, member.bio, member.password_hash) == ("Former member", None, "", None)
    assert (member.totp_secret, member.is_active, queries.sessions_of(member)) == (None, False, [])
    assert letters_to("ana@example.org") == []
    assert browser.get("/me").status_code == 303


def test_what_lies_above_hears_of_it_at_least_once(
    whole_app: Flask, browser: Browser, drain: Callable[[], int]
) -> None:
    listen(whole_app, MemberErased, _hear, durable=True)
    member = a_member()
    browser.sign_in(member).post("/me/erase", sure="y")
    drain()
    assert heard == [member.id]
    whole_app.extensions["facts"].durable[MemberErased].pop()


heard: list[int] = []


def _hear(fact: MemberErased) -> None:
    heard.append(fact.member_id)


def test_the_last_admin_stays(browser: Browser) -> None:
    odile = an_admin()
    assert browser.sign_in(odile).post("/me/erase", sure="y").status_code == 409
    with pytest.raises(commands.LastAdmin):
        commands.set_role(odile, Role.MEMBER)
    with pytest.raises(commands.LastAdmin):
        commands.ban(odile, by=None)
    an_admin(name="Ana")
    commands.set_role(odile, Role.MEMBER)


def test_a_verified_address_is_told_upstairs(whole_app: Flask, browser: Browser) -> None:
    told: list[int] = []
    listen(whole_app, MemberVerified, lambda fact: told.append(fact.member_id))
    member = a_member(email_verified_at=None)
    commands.verify(member)
    commands.verify(member)
    db.session.commit()
    whole_app.extensions["facts"].passing[MemberVerified].pop()
    assert told == [member.id]


def test_a_ban_can_be_lifted(app: Flask) -> None:
    member, helene = a_member(), a_moderator()
    commands.ban(member, by=helene)
    commands.ban(member, by=helene)
    assert not member.is_active
    commands.lift_ban(member)
    assert member.is_active


def test_an_erased_name_collides_with_nobody(app: Flask) -> None:
    first, second = a_member(), a_member()
    commands.erase(first)
    commands.erase(second)
    db.session.flush()
    assert isinstance(second, Member)
    assert second.erased_at is not None
    assert second.erased_at <= now()
