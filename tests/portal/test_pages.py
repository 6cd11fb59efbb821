import pytest

from foundation.settings import Settings
from tests.browser_client import Browser


@pytest.mark.parametrize("path", ["/", "/rules", "/privacy", "/accessibility", "/design"])
def test_a_page_opens_for_everybody(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 200


def test_the_sheet_of_components_is_not_served_to_people(
    browser: Browser, settings: Settings, monkeypatch
) -> None:
    monkeypatch.setattr(settings, "env", "production")
    assert browser.get("/design").status_code == 404


def test_a_missing_page_says_where_to_go(browser: Browser) -> None:
    answer = browser.get("/nothing-here")
    assert answer.status_code == 404
    assert "To the home page" in answer.text


def test_who_wants_to_sign_in_while_signing_in_still_returns_where_they_were(browser: Browser) -> None:
    page = browser.get("/sign-in?next=/roadmap").text
    assert 'href="/register?next=/roadmap"' in page
    assert "next%3D" not in page
