"""The front door and the sheet of components, in a real browser."""

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Live, Open, kept


def test_a_first_view_is_light(open_as: Open) -> None:
    page = open_as()
    sizes: list[int] = []
    page.on("requestfinished", lambda asked: sizes.append(asked.sizes()["responseBodySize"]))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) <= 8, sizes
    assert sum(sizes) <= 90_000, sizes


def test_the_language_changes_and_the_page_stays(open_as: Open) -> None:
    page = open_as()
    page.goto("/rules")
    page.get_by_role("button", name="Français").click()
    expect(page).to_have_url(f"{page.url.split('/rules')[0]}/rules")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_everything_is_reached_from_the_menu_on_a_phone(open_as: Open) -> None:
    page = open_as("product_manager", width=390)
    page.goto("/")
    page.locator("summary[aria-label^=Menu]").click()
    expect(page.get_by_role("button", name="Français")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.locator("details[data-menu]").evaluate("menu => menu.open") is False


def test_the_skip_link_comes_first(open_as: Open) -> None:
    page = open_as()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()


def test_a_draft_survives_a_reload(open_as: Open) -> None:
    page = open_as()
    page.goto("/")
    box = page.get_by_label("What would make it better for you?")
    box.fill("A bag I can close again")
    kept(page, "A bag I can close again")
    page.reload()
    expect(box).to_have_value("A bag I can close again")


def test_without_scripts_the_front_door_opens(open_as: Open, live: Live) -> None:
    page: Page = open_as(scripts=False)
    page.goto("/")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    page.get_by_role("button", name="Français").click()
    assert page.locator("html").get_attribute("lang") == "fr"
