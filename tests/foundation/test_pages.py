"""Pages that are made once for many readers."""

import re

from flask import Flask

from community.contributions.models import State
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_customer
from tests.factories.ideas import an_idea

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


def test_two_visitors_share_a_page_and_no_token(browser: Browser) -> None:
    an_idea(title="Refill bags")
    first, second = browser.get("/ideas/").text, browser.stranger().get("/ideas/").text
    tokens = [TOKEN.findall(first)[0], TOKEN.findall(second)[0]]
    assert tokens[0] != tokens[1]
    assert first.replace(tokens[0], "") == second.replace(tokens[1], "")
    assert f'name="csrf_token" value="{tokens[1]}"' in second


def test_a_reader_who_has_the_page_is_told_so(browser: Browser) -> None:
    an_idea()
    tag = browser.get("/ideas/").headers["ETag"]
    again = browser.get("/ideas/", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert browser.stranger().get("/ideas/", headers={"If-None-Match": tag}).status_code == 200


def test_every_change_shows_at_once(browser: Browser) -> None:
    idea = an_idea(title="Before")
    tag = browser.get("/ideas/").headers["ETag"]
    idea.title = "After"
    db.session.commit()
    assert "After" in browser.get("/ideas/", headers={"If-None-Match": tag}).text
    idea.state = State.REMOVED.value
    db.session.commit()
    assert "After" not in browser.get("/ideas/").text


def test_languages_and_people_have_pages_of_their_own(browser: Browser) -> None:
    an_idea()
    english = browser.get("/ideas/", headers={"Accept-Language": "en"}).text
    french = browser.get("/ideas/", headers={"Accept-Language": "fr"}).text
    assert 'lang="en"' in english
    assert 'lang="fr"' in french
    ines = a_customer(name="Inès Personne")
    assert "Inès Personne" in browser.stranger().sign_in(ines).get("/ideas/").text
    assert "Inès Personne" not in browser.get("/ideas/", headers={"Accept-Language": "en"}).text


def test_a_message_is_told_once(app: Flask, browser: Browser) -> None:
    an_idea()
    browser.get("/ideas/")
    browser.post("/ideas/new", title="Pause my box", text="I travel for three weeks in January.")
    with browser.client.session_transaction() as session:
        session["_flashes"] = [("good", "Only for you")]
    assert "Only for you" in browser.get("/ideas/").text
    assert "Only for you" not in browser.stranger().get("/ideas/").text


def test_cards_are_shared_and_votes_are_not(browser: Browser) -> None:
    idea = an_idea(title="Refill bags")
    ines = browser.stranger().sign_in(a_customer())
    paul = browser.stranger().sign_in(a_customer(name="Paul"))
    ines.post(f"/contributions/{idea.id}/vote")
    mine, his = ines.get("/ideas/?sort=new").text, paul.get("/ideas/?sort=new").text
    assert "is-cast" in mine
    assert "is-cast" not in his
    assert 'name="next" value="/ideas/?sort=new"' in his
    token = TOKEN.findall(his)[0]
    assert his.count(token) > 3
