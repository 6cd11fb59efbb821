"""Which way pages are read, and how people's own words keep theirs."""

from tests.browser_client import Browser
from tests.factories.ideas import an_idea


def test_a_page_says_which_way_it_is_read(browser: Browser) -> None:
    assert '<html lang="en" dir="ltr">' in browser.get("/rules").text


def test_peoples_words_keep_their_own_way_and_language(browser: Browser) -> None:
    idea = an_idea(title="Imprimez la date de torréfaction devant", language="fr")
    board, page = browser.get("/ideas/").text, browser.get(f"/ideas/{idea.id}-{idea.slug}").text
    assert 'lang="fr" dir="auto">Imprimez' in board
    assert '<h1 lang="fr" dir="auto">Imprimez' in page


def test_symbols_that_point_turn_round_with_the_page(browser: Browser) -> None:
    idea = an_idea()
    assert 'class="icon points"' in browser.get("/ideas/" + f"{idea.id}-{idea.slug}").text
