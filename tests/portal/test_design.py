"""The sheet of components: every look, every part, and parts that are whole without scripts."""

import pytest

from tests.browser_client import Browser


@pytest.mark.parametrize(
    "look", ["", "?theme=dark&dir=rtl&lang=fr", "?theme=light", "?theme=purple&dir=up&lang=xx"]
)
def test_the_sheet_opens_in_every_look(browser: Browser, look: str) -> None:
    assert browser.get("/design" + look).status_code == 200


def test_a_look_is_that_of_the_whole_page(browser: Browser) -> None:
    page = browser.get("/design?theme=dark&dir=rtl&lang=fr").text
    assert '<html lang="fr" dir="rtl" data-theme="dark">' in page
    assert "Vendez le décaféiné" in page


def test_both_languages_stand_side_by_side(browser: Browser) -> None:
    page = browser.get("/design").text
    for one in (
        'data-theme="dark" dir="ltr" lang="fr"',
        "Vendez le décaféiné",
        "Sell the decaf",
        "A voté",
        "Voted",
    ):
        assert one in page


def test_every_part_of_the_contents_is_on_the_page(browser: Browser) -> None:
    page = browser.get("/design").text
    named = {part.split('"')[0] for part in page.split('<a href="#c-')[1:]}
    assert len(named) == 20
    assert not [name for name in named if f'id="c-{name}"' not in page]


def test_a_dialog_can_be_read_and_left_without_scripts(browser: Browser) -> None:
    page = browser.get("/design").text
    assert 'href="#sample-dialog"' in page
    assert 'dialog__leave" href="#content"' in page


def test_a_pager_keeps_the_ends_and_the_neighbours(browser: Browser) -> None:
    page = browser.get("/design").text
    middle = page.split('aria-label="Sample pages, middle"')[1].split("</nav>")[0]
    assert [n for n in range(1, 13) if f">{n}</a>" in middle] == [1, 6, 7, 8, 12]
    assert 'aria-label="Page 7" aria-current="page"' in middle


def test_a_step_that_is_done_says_so(browser: Browser) -> None:
    page = browser.get("/design").text
    steps = page.split('aria-label="Step 2 of 3"')[1].split("</ol>")[0]
    assert 'aria-label="Done"' in steps
    assert 'aria-current="step"' in steps


def test_a_crisis_cannot_be_put_away(browser: Browser) -> None:
    crisis = browser.get("/design").text.split("banner--crisis")[1].split("</aside>")[0]
    assert "banner__away" not in crisis
