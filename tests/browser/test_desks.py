"""The desks of the staff and a member's own pages: accessible, narrow and wide, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open


@pytest.fixture(scope="module")
def neighbourhood(live: Live) -> dict[str, list[str]]:
    """A lively place, and which addresses in it are worth a look."""
    return live.scene("neighbourhood")


def test_rows_are_walked_with_j_and_k(open_as: Open, neighbourhood: dict[str, list[str]]) -> None:
    assert neighbourhood
    page = open_as("product_manager")
    page.goto("/feedback/")
    page.keyboard.press("j")
    expect(page.locator("[data-row] a").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1).locator("a").first).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-row] a").first).to_be_focused()
