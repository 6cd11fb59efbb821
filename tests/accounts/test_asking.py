"""Why one is asked to sign in."""

import pytest

from community.contributions.models import State
from tests.browser_client import Browser
from tests.factories.community import a_contribution


@pytest.mark.parametrize(
    ("way_back", "says"),
    [
        ("/ideas/new", "Your idea is kept. Sign in to publish it."),
        ("/notices", "for you alone"),
        ("/me/data", "shown to you alone"),
        ("/me/security", "Your account opens for you alone"),
        ("/ideas/", "go on where you were"),
        ("https://elsewhere.example/ideas/new", "Good to see you again."),
    ],
)
def test_the_page_says_why_it_asks(browser: Browser, way_back: str, says: str) -> None:
    assert says in browser.get("/sign-in", query_string={"next": way_back}).text


def test_a_vote_is_named_when_one_comes_to_sign_in(browser: Browser) -> None:
    about = a_contribution(title="Bigger bags")
    asked = browser.post(f"/contributions/{about.id}/vote")
    assert "Your vote for “Bigger bags” waits for you right after this" in browser.get(asked.location).text
    assert "Your vote for “Bigger bags”" in browser.get(asked.location.replace("sign-in", "register")).text


def test_what_is_hidden_is_not_named(browser: Browser) -> None:
    about = a_contribution(title="Secret", state=State.HELD.value)
    page = browser.get("/sign-in", query_string={"next": f"/contributions/{about.id}/vote"}).text
    assert "Your vote waits for you right after this" in page
    assert "Secret" not in page
