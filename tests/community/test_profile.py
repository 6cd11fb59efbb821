"""The page of a member."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from accounts.commands import erase
from community.comments.commands import comment
from community.contributions.mentions import readable
from community.contributions.models import Mention, State
from community.notices.commands import notify
from community.notices.models import Notice
from community.spaces.models import Audience
from community.votes.commands import cast_vote
from community.votes.queries import recount
from foundation.clock import now
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution, a_space


def test_a_profile_shows_what_its_reader_may_read(browser: Browser) -> None:
    author = a_customer(name="Karim")
    a_contribution(author, title="Refill bags", vote_count=3)
    a_contribution(author, title="Held back", state=State.HELD.value)
    a_contribution(
        author, title="In the circle", space=a_space(audience=Audience.CIRCLE.value, circle=(author,))
    )
    page = browser.get(f"/people/{author.id}").text
    assert "Refill bags" in page
    assert "Held back" not in page
    assert "In the circle" not in page
    assert "In the circle" in browser.stranger().sign_in(author).get(f"/people/{author.id}").text


def test_who_left_has_no_page(browser: Browser) -> None:
    assert browser.get(f"/people/{a_customer(erased_at=now()).id}").status_code == 404
    assert browser.get("/people/9007199254740993").status_code == 404


def test_who_was_shut_out_is_seen_by_moderators_only(browser: Browser) -> None:
    person = a_customer(banned_at=now())
    assert browser.get(f"/people/{person.id}").status_code == 404
    assert browser.stranger().sign_in(a_moderator()).get(f"/people/{person.id}").status_code == 200


def test_an_address_never_stands_on_a_profile(browser: Browser) -> None:
    person = a_customer()
    assert str(person.email) not in browser.sign_in(a_customer()).get(f"/people/{person.id}").text


def test_who_left_leaves_texts_that_belong_to_nobody(app: Flask, drain: Callable[[], int]) -> None:
    author, friend = a_customer(name="Karim"), a_customer(name="Nour")
    about = a_contribution(author, comment_count=0)
    written = comment(about, friend, "Ask @Karim")
    notify(author.id, "community.comment", key="k", data={"said": about.id})
    cast_vote(written_by_nobody := a_contribution(), author)
    erase(author)
    drain()
    assert about.author_id is None
    assert "former member" in readable(written.html)
    assert db.session.scalars(select(Mention)).all() == []
    assert db.session.scalars(select(Notice).where(Notice.member_id == author.id)).all() == []
    assert recount(written_by_nobody.id)[1] == 1
