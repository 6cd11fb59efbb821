"""Paper, and readers who want nothing to move."""

import pytest
from playwright.sync_api import expect

from tests.face.screens import Screen
from tests.face.windows import Windows, show

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGES = [Screen("ideas.idea", sight="answered"), Screen("feedback.idea", "product_manager", "answered_desk")]
MOVING = """document.getAnimations().filter((one) => one.playState === "running" && one.effect.getTiming().duration > 1)
  .map((one) => one.animationName ?? one.transitionProperty)"""


@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.name)
def test_on_paper_stands_the_text_without_the_furniture(windows: Windows, screen: Screen) -> None:
    page = windows.page(screen, language="en")
    show(page, screen)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".masthead__tools")).to_be_hidden()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("screen", [Screen("portal.home"), *PAGES], ids=lambda screen: screen.name)
def test_nothing_moves_for_who_asked_so(windows: Windows, screen: Screen) -> None:
    page = windows.page(screen, language="en")
    show(page, screen)
    assert page.evaluate(MOVING) == []
