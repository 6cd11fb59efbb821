"""The application as a whole."""

from tests.browser_client import Browser
from tests.factories.accounts import a_customer


def test_an_unknown_page_is_a_translated_404(browser: Browser) -> None:
    assert browser.get("/nothing-here", headers={"Accept": "application/json"}).status_code == 404


def test_a_signed_in_browser_is_known(browser: Browser) -> None:
    browser.sign_in(a_customer())
    assert browser.get("/nothing-here", headers={"Accept": "application/json"}).json["status"] == 404
