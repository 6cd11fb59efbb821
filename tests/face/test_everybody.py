"""Every screen is for everybody: axe finds nothing at all, and it fits narrow screens and large text."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.face.screens import ONE_OF_EACH, SCREENS, Screen
from tests.face.windows import Windows, show, sideways

pytestmark = [pytest.mark.slow, pytest.mark.browser]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = {"en-light": {"language": "en", "theme": "light"}, "fr-dark": {"language": "fr", "theme": "dark"}}


@pytest.mark.parametrize(
    ("screen", "mode"),
    [*((screen, "en-light") for screen in SCREENS), *((screen, "fr-dark") for screen in ONE_OF_EACH)],
    ids=lambda given: given if isinstance(given, str) else given.name,
)
def test_axe_finds_nothing_and_a_narrow_screen_holds_all(windows: Windows, screen: Screen, mode: str) -> None:
    page = windows.page(screen, **MODES[mode])
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, screen)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert not [f"{one['id']}: {[node['target'] for node in one['nodes']][:4]}" for one in found], page.url
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0, page.url


@pytest.mark.parametrize("screen", ONE_OF_EACH, ids=lambda screen: screen.name)
def test_text_may_be_twice_as_large(large_windows: Windows, screen: Screen) -> None:
    page = large_windows.page(screen, language="fr")
    page.set_viewport_size({"width": 1280, "height": 900})
    show(page, screen)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    assert sideways(page) <= 0, page.url
