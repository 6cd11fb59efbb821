"""The desks of the staff and a member's own pages: accessible, narrow and wide, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open, wider_than_screen

PLACES = {
    "product_manager": ["/feedback/"],
    "crm_manager": ["/customers/", "/customers/import"],
    "moderator": ["/moderation/", "/moderation/decisions", "/moderation/words"],
    "admin": ["/admin/", "/admin/mail", "/admin/jobs", "/spaces/", "/spaces/new"],
    "customer": ["/me", "/me/security", "/me/sessions", "/me/data", "/me/password", "/notices"],
    "": ["/sign-in", "/register", "/spaces/", "/search?q=bag"],
}


@pytest.fixture(scope="module")
def neighbourhood(live: Live) -> dict[str, list[str]]:
    """A lively place, and which addresses in it are worth a look."""
    return live.scene("neighbourhood")


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
@pytest.mark.parametrize("who", PLACES)
def test_everybody_s_pages_are_accessible(
    open_as: Open, accessible, neighbourhood: dict[str, list[str]], who: str, width: int, theme: str
) -> None:
    page = open_as(who or None, width=width, theme=theme, forgiving=True)
    for path in [*PLACES[who], *neighbourhood.get(who, [])]:
        answer = page.goto(path)
        assert answer, path
        assert answer.status == 200, path
        accessible(page)
        assert not wider_than_screen(page), path


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
