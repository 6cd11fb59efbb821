"""An author is told while writing, and masks a number with one press."""

from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open


def test_a_number_is_masked_in_place_with_one_press(live: Live, open_as: Open, accessible) -> None:
    live.scene("space", "Beans and roasts")
    page = open_as("customer", width=390)
    page.goto("/ideas/new")
    text = page.get_by_label("What were you trying to do?")
    text.fill("Please call me\non 06 12 34 56 78 about the bags")
    mask = page.get_by_role("button", name="Mask my phone number")
    expect(mask).to_be_visible()
    accessible(page)
    mask.click()
    expect(text).to_have_value("Please call me\non •• •• •• •• •• about the bags")
    expect(mask).to_be_hidden()
