"""What somebody reads when something could not be done: what happened, what is kept, what next."""

from flask import Flask, Response

from foundation.refusals import problem
from tests.browser_client import Browser
from tests.factories.accounts import a_customer


def test_a_page_that_is_not_there_offers_the_search(browser: Browser) -> None:
    page = browser.get("/nothing-here")
    assert page.status_code == 404
    assert 'role="search"' in page.text


def test_who_may_not_reads_as_whom_they_are_signed_in(browser: Browser) -> None:
    page = browser.sign_in(a_customer(name="Inès")).get("/admin/")
    assert page.status_code == 403
    assert "You are signed in as Inès (Member)." in page.text


def test_a_form_that_waited_too_long_gives_back_what_was_typed_but_no_secret(
    app: Flask, browser: Browser
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    sent = {"text": "I would like <b>bigger bags</b>", "password": "le vélo bleu", "title": "Bags"}
    came_from = {"headers": {"Referer": "http://localhost/ideas/new"}}
    page = browser.post("/ideas/new", data=sent, how=came_from)
    assert page.status_code == 400
    assert "This form waited too long" in page.text
    assert "I would like &lt;b&gt;bigger bags&lt;/b&gt;" in page.text
    assert "le vélo bleu" not in page.text
    assert 'href="/ideas/new"' in page.text


def test_how_long_to_wait_is_said_in_words(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        page = problem(429, retry_after=120)
    assert isinstance(page, Response)
    assert "Vous pourrez continuer dans 2" in page.get_data(as_text=True)
    assert page.headers["Retry-After"] == "120"


def test_the_address_of_a_form_leads_to_the_page_it_was_on(browser: Browser) -> None:
    assert browser.get("/moderation/cases/7/decision").location == "/moderation/cases/7"
    assert browser.get("/sign-out").status_code == 405
