"""The review desk and the merge in a real browser: beside the list, as a sheet on a phone, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open, wider_than_screen


def test_an_answer_is_seen_before_it_is_given(live: Live, open_as: Open, accessible) -> None:
    idea = live.scene("idea", "A bag that closes", votes=3)
    page = open_as("product_manager", width=1440)
    page.goto("/feedback/")
    page.get_by_role("link", name="A bag that closes").first.click()
    expect(page.locator(".case__title")).to_have_text("A bag that closes")
    page.keyboard.press("1")
    page.keyboard.press("e")
    page.keyboard.type("In **spring**, with a valve.")
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    heading = page.get_by_role("heading", name="Not sent yet: how it will be read")
    expect(heading).to_be_focused()
    expect(page.locator(".preview .answer strong")).to_have_text("spring")
    accessible(page)
    page.get_by_role("button", name="Publish the answer").click()
    expect(page.get_by_text("Everybody concerned is being told")).to_be_visible()
    expect(page.locator(".case__title")).to_be_focused()
    expect(page.locator(".case").get_by_text("Planned").first).to_be_visible()
    assert f"/feedback/ideas/{idea['id']}" in page.url


def test_the_list_beside_an_idea_is_walked(live: Live, open_as: Open) -> None:
    live.scene("neighbourhood")
    first = live.scene("idea", "The most wanted of all", votes=99)
    page = open_as("product_manager", width=1440)
    page.goto(f"/feedback/ideas/{first['id']}")
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator(".case__title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows.nth(1)).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_answers_in_a_sheet_or_below_the_idea(
    live: Live, open_as: Open, accessible, scripts: bool
) -> None:
    idea = live.scene("idea", "A larger tin", votes=2)
    page = open_as("product_manager", width=390, height=844, scripts=scripts, forgiving=True)
    page.goto(f"/feedback/ideas/{idea['id']}")
    expect(page.locator(".queue")).to_be_hidden()
    assert not wider_than_screen(page)
    page.get_by_role("link", name="Answer", exact=True).click()
    place = page.get_by_role("dialog") if scripts else page
    if scripts:
        accessible(page)
    place.get_by_label("Decline").check()
    place.get_by_label("What everyone reads").fill("We ask the shops.")
    place.get_by_role("button", name="Publish the answer").click()
    expect(page.get_by_text(re.compile("need another look|needs another look")).first).to_be_in_viewport()
    page.get_by_label("Study it further").check()
    page.get_by_role("button", name="Publish the answer").click()
    expect(page.get_by_text("Everybody concerned is being told")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_two_ideas_become_one_in_plain_sight(
    live: Live, open_as: Open, accessible, width: int, theme: str
) -> None:
    small, large = live.scene("idea", "Gros sac", votes=2), live.scene("idea", "Big bags", votes=5)
    page = open_as("product_manager", width=width, theme=theme)
    page.goto(f"/ideas/{large['id']}/merger")
    accessible(page)
    page.get_by_role("searchbox").fill(str(small["id"]))
    page.keyboard.press("Enter")
    expect(page.locator(".merge__side--goes")).to_contain_text("Big bags")
    page.keyboard.press("s")
    expect(page.locator(".merge__side--goes")).to_contain_text("Gros sac")
    expect(page.locator(".merge__number--all")).to_have_text("7")
    accessible(page)
    assert not wider_than_screen(page)
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Big bags")
