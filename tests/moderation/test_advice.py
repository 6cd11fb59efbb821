"""What an author is told before sending, and while a text waits."""

import logging

import pytest
from sqlalchemy import select

from community.comments.commands import comment
from foundation.audit import AuditLine
from foundation.database import db
from moderation.advice.views import IN_TEN_MINUTES
from moderation.lists.commands import add_word
from moderation.repeats.models import Fingerprint
from moderation.screening.personal import find
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution
from tests.factories.ideas import an_idea

CALL = "Please call me on 06 12 34 56 78 about bags"


def advised(browser: Browser, text: str, **more: str) -> str:
    return browser.htmx("POST", "/writing/advice", text=text, **more).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CALL, "telephone number in it, which anybody could read: “06 12 34 56 78”"),
        ("Write to jean at example dot com", "e-mail address"),
        ("You are an a$$hole", "“a$$hole” reads like an insult"),
        ("I will kill you all", "reads like a threat"),
        ("See www.brulerie[.]fr", "written so that it is not taken for one"),
    ],
)
def test_what_would_hold_is_told_before_it_is_sent(browser: Browser, text: str, told: str) -> None:
    said = advised(browser.sign_in(a_customer()), text)
    assert told in said
    assert "send it as it is" in said


def test_what_nothing_speaks_against_is_not_spoken_of(browser: Browser) -> None:
    assert advised(browser, "I would love bigger bags, the small ones are a shame").strip() == ""


def test_a_word_of_the_team_is_not_named(browser: Browser) -> None:
    add_word("*", "Écume", "", a_moderator())
    said = advised(browser, "When will Écume be there for us?")
    assert "a word that we read in its context first" in said
    assert "cume" not in said


def test_one_press_masks_every_private_fact_and_leaves_the_rest(browser: Browser) -> None:
    answer = browser.post(
        "/writing/advice",
        how={"headers": {"Accept": "application/json"}},
        mask="1",
        text=CALL,
        title="06 12 34 56 78",
    )
    made = answer.json
    assert made == {"text": "Please call me on •• •• •• •• •• about bags", "title": "•• •• •• •• ••"}
    assert find(made["text"]) == []


def test_without_scripts_a_page_masks_and_sends_on(browser: Browser) -> None:
    browser.sign_in(a_customer())
    page = browser.post(
        "/writing/advice", text=CALL, to="/contributions/3/comments", nonce="n1", mask="1"
    ).text
    assert "•• •• •• •• ••" in page
    assert 'action="/contributions/3/comments"' in page
    assert 'name="nonce" value="n1"' in page
    assert "06 12" not in page


@pytest.mark.parametrize(
    "to", ["", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_a_form_is_sent_on_to_this_site_only(browser: Browser, to: str) -> None:
    assert browser.post("/writing/advice", text=CALL, to=to).headers["Location"] == "/"


def test_an_order_is_led_to_customer_service(browser: Browser) -> None:
    browser.sign_in(a_customer())
    assert 'formaction="/service/new"' in advised(browser, "My order has not arrived and nobody answers")


def test_what_is_only_typed_leaves_no_trace(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser.sign_in(a_customer())
    before = len(db.session.scalars(select(AuditLine)).all())
    advised(browser, f"{CALL}, once and again and again and again")
    assert "06 12" not in caplog.text
    assert db.session.scalars(select(Fingerprint)).all() == []
    assert len(db.session.scalars(select(AuditLine)).all()) == before


def test_asking_has_a_limit(browser: Browser) -> None:
    browser.sign_in(a_customer())
    for _time in range(IN_TEN_MINUTES[0]):
        browser.htmx("POST", "/writing/advice", text="a")
    assert browser.htmx("POST", "/writing/advice", text="a").status_code == 429


def test_the_forms_have_a_place_for_it(browser: Browser) -> None:
    author = a_customer()
    idea = an_idea(author=author)
    browser.sign_in(author)
    for page in ("/ideas/new", f"/ideas/{idea.id}/edit", f"/contributions/{idea.id}/comments"):
        assert "data-advice" in browser.get(page).text


def test_what_waits_says_why_to_its_author(browser: Browser) -> None:
    author = a_customer()
    browser.sign_in(author)
    browser.post(
        "/ideas/new", title="A number to call you", text=CALL, space=str(an_idea().space_id), nonce="held-1"
    )
    seen = browser.get("/ideas/?mine=1").text
    link = seen.split("A number to call you")[0].rsplit('href="', 1)[1].split('"')[0]
    assert "a private fact that anybody could read" in browser.get(link).text


def test_a_comment_that_waits_leads_to_the_reason(browser: Browser) -> None:
    author, about = a_customer(), a_contribution()
    comment(about, author, CALL)
    page = browser.sign_in(author).htmx("GET", f"/contributions/{about.id}/comments").text
    assert "Under Edit you find why" in page
