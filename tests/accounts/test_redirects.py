"""Ways back lead only to pages of ours."""

import pytest
from flask import Flask

from foundation.web import safe_next
from tests.browser_client import Browser
from tests.factories.accounts import a_customer

OUTSIDE = [
    "//evil.example", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "/%09/evil.example", "/\n/evil.example", "/%0A/x", "/\r\nLocation: //evil.example", "///evil.example", "/%2F/evil.example",
    "javascript:alert(1)", "data:text/html,x", " //evil.example", "/sign-in\x00", "//evil.example/sign-in", "sign-in",
    "/.//evil.example", "https:///evil.example", "/@evil.example/../..//evil.example", "\u2028//evil.example", "",
]  # fmt: skip


@pytest.mark.parametrize("url", OUTSIDE)
def test_what_leads_outside_is_not_followed(app: Flask, url: str) -> None:
    with app.test_request_context():
        assert safe_next(url) is None


@pytest.mark.parametrize("url", [url for url in OUTSIDE if "\0" not in url])  # no query brings a zero byte in
def test_signing_in_never_leads_outside(browser: Browser, url: str) -> None:
    browser.sign_in(a_customer())
    answer = browser.get("/sign-in", query_string={"next": url})
    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize("url", ["/me", "/sign-in?next=/me", "/me/sessions#top"])
def test_pages_of_ours_are(app: Flask, url: str) -> None:
    with app.test_request_context():
        assert safe_next(url) == url


def test_a_way_back_too_long_to_keep_costs_nobody_their_account(browser: Browser) -> None:
    way = "/search?q=" + "x" * 600
    answer = browser.post(
        "/register", name="Ada Lively", email="ada@example.org", password="seven wild ducks walk", next=way
    )
    assert (answer.status_code, answer.location) == (303, "/register/sent")
