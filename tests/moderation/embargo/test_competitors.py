"""Who writes from a competitor's address is read first, told kindly, and looked at twice before a circle."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Member, Role
from community.comments.commands import comment
from community.contributions.models import State
from community.notices.models import Notice
from community.spaces.models import Audience, CircleMember
from foundation.audit import AuditLine
from foundation.database import db
from moderation.embargo import competitors
from moderation.embargo.models import CompetitorDomain
from tests.browser_client import Browser
from tests.factories.accounts import a_member, an_admin
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


@pytest.fixture(autouse=True)
def rivals(app: Flask) -> None:
    competitors.add("Brûlerie Rivale", competitors.domains_in("rival.example, brûlerie.example"), an_admin())


def writes(email: str, *, proved: bool = True) -> tuple[Member, str]:
    author = a_member(email=email) if proved else a_member(email=email, email_verified_at=None)
    return author, comment(an_idea(), author, "A word about coffee").state


@pytest.mark.parametrize("email", ["a@rival.example", "a@Mail.FR.rival.example", "a@xn--brlerie-g2a.example"])
def test_a_proved_address_there_or_below_is_read_first(email: str) -> None:
    assert writes(email)[1] == State.HELD.value


@pytest.mark.parametrize(
    "email", ["a@notrival.example", "a@rival.example.org", "a@example", "rival.example@x.example"]
)
def test_an_address_that_only_looks_alike_is_not(email: str) -> None:
    assert writes(email)[1] == State.PUBLISHED.value


def test_an_address_nobody_proved_says_nothing() -> None:
    assert writes("a@rival.example", proved=False)[1] == State.PUBLISHED.value


def test_they_are_told_kindly_and_once(drain: Callable[[], int]) -> None:
    author, _state = writes("a@rival.example")
    comment(an_idea(), author, "And another one")
    drain()
    told = db.session.scalars(select(Notice).where(Notice.member_id == author.id)).all()
    assert [one.kind for one in told] == ["moderation.competitor"]


def test_they_enter_a_circle_only_after_a_second_look(browser: Browser) -> None:
    rival, friend = a_member(email="a@rival.example"), a_member()
    slug = a_space(audience=Audience.CIRCLE.value).slug
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER))
    refused = browser.post(f"/spaces/{slug}/circle", email=rival.email)
    assert (refused.status_code, "listed as a competitor" in refused.text) == (422, True)
    assert 'name="sure"' in refused.text
    assert browser.post(f"/spaces/{slug}/circle", email=friend.email).status_code == 303
    assert browser.post(f"/spaces/{slug}/circle", email=rival.email, sure="y").status_code == 303
    assert set(db.session.scalars(select(CircleMember.member_id))) == {rival.id, friend.id}
    lines = select(AuditLine.after).where(AuditLine.action == "space.circle.added").order_by(AuditLine.id)
    assert [line["looked_twice"] for line in db.session.scalars(lines)] == [False, True]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@Rival-Two.example", ["rival-two.example"]),
        ("www.three.example; four.co.example", ["three.example", "four.co.example"]),
        ("boss@five.example five.example", ["five.example"]),
    ],
)
def test_domains_are_read_as_people_type_them(typed: str, kept: list[str]) -> None:
    assert competitors.domains_in(typed) == kept


@pytest.mark.parametrize(
    "typed", ["com", "gmail.com", "not a domain", "a..b", "-x.example", "x" * 300 + ".example"]
)
def test_what_is_no_companys_domain_is_refused(browser: Browser, typed: str) -> None:
    answer = browser.sign_in(an_admin()).post("/moderation/competitors", company="X", domains=typed)
    assert answer.status_code == 422
    assert len(db.session.scalars(select(CompetitorDomain)).all()) == 2


def test_the_list_counts_who_is_there_and_lets_go(browser: Browser) -> None:
    writes("a@mail.rival.example")
    browser.sign_in(an_admin())
    assert "1 member" in browser.get("/moderation/competitors").text
    listed = db.session.scalars(
        select(CompetitorDomain).where(CompetitorDomain.domain == "rival.example")
    ).one()
    browser.post(f"/moderation/competitors/{listed.id}/removal")
    assert writes("b@rival.example")[1] == State.PUBLISHED.value
