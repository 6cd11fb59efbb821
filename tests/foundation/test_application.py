"""The application as a whole."""

from tests.browser_client import Browser
from tests.factories.accounts import a_customer


def test_an_unknown_page_is_a_translated_404(browser: Browser) -> None:
    assert browser.get("/nothing-here", headers={"Accept": "application/json"}).status_code == 404


def test_a_signed_in_browser_is_known(browser: Browser) -> None:
    browser.sign_in(a_customer())
    assert browser.get("/nothing-here", headers={"Accept": "application/json"}).json["status"] == 404


def test_an_id_that_no_column_holds_is_nothing(browser: Browser) -> None:
    browser.sign_in(a_customer())
    for number in (2**31 - 1, 2**31, 2**53, 2**63, 10**40):
        assert browser.get(f"/people/{number}").status_code == 404
