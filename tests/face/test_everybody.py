"""Every screen is for everybody: axe finds nothing at all, and it fits narrow screens and large text.

A screen is opened once in each language, and all that can be asked of it is asked there.
"""

import pytest

from tests.browser.axe import MEASURES, violations, violations_by_night
from tests.face.screens import ONE_OF_EACH, SCREENS, Screen
from tests.face.windows import Windows, letters, show, sideways

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PHONE, NARROWEST, DESK = (
    {"width": 390, "height": 844},
    {"width": 320, "height": 700},
    {"width": 1280, "height": 900},
)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_axe_finds_nothing_by_day_and_night_and_a_narrow_screen_holds_all(
    windows: Windows, screen: Screen
) -> None:
    page = windows.page(screen, language="en")
    page.set_viewport_size(PHONE)
    show(page, screen)
    assert not violations(page), page.url
    assert not violations_by_night(page), page.url
    page.set_viewport_size(NARROWEST)
    assert sideways(page) <= 0, page.url


@pytest.mark.parametrize("screen", ONE_OF_EACH, ids=lambda screen: screen.name)
def test_in_french_axe_finds_nothing_and_text_may_be_twice_as_large(windows: Windows, screen: Screen) -> None:
    page = windows.page(screen, language="fr")
    page.set_viewport_size(DESK)
    show(page, screen)
    assert not violations(page), page.url
    assert not violations_by_night(page), page.url
    with letters(page, 32):
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        assert sideways(page) <= 0, page.url
    page.set_viewport_size(PHONE)
    assert not violations(page, MEASURES), page.url
    page.set_viewport_size(NARROWEST)
    assert sideways(page) <= 0, page.url
