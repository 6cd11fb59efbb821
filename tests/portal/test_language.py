import pytest

from tests.browser_client import Browser


def test_a_chosen_language_stays(browser: Browser) -> None:
    browser.post("/language", language="fr")
    assert '<html lang="fr" dir="ltr">' in browser.get("/rules").text


def test_the_browser_s_language_comes_before_any_choice(browser: Browser) -> None:
    assert (
        '<html lang="fr" dir="ltr">' in browser.get("/", headers={"Accept-Language": "fr-FR,fr;q=0.9"}).text
    )


def test_changing_the_language_comes_back_to_the_page(browser: Browser) -> None:
    answer = browser.post("/language", language="fr", next="/rules")
    assert (answer.status_code, answer.location) == (303, "/rules")


@pytest.mark.parametrize(
    "next_page", ["https://elsewhere.example/", "//elsewhere.example", "/\texample", "", "/no-such-page"]
)
def test_changing_the_language_never_leaves_the_site(browser: Browser, next_page: str) -> None:
    assert browser.post("/language", language="fr", next=next_page).location == "/"


def test_an_unknown_language_changes_nothing(browser: Browser) -> None:
    browser.post("/language", language="xx")
    assert '<html lang="en" dir="ltr">' in browser.get("/").text
