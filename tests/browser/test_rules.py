"""Writing a rule in a real browser."""

from playwright.sync_api import expect

from tests.browser.fixtures import Open, wider_than_screen


def test_conditions_come_and_go_by_keyboard_and_what_was_typed_stays(open_as: Open, accessible) -> None:
    page = open_as("moderator", width=390)
    page.goto("/moderation/rules/new?example=links")
    accessible(page)
    page.get_by_label("Name of the rule").fill("First words")
    page.get_by_label("Add another condition").select_option("text")
    page.get_by_role("button", name="Add it").press("Enter")
    new = page.get_by_role("textbox", name="Words in title, text or tags")
    expect(new).to_be_focused()
    new.fill("crypto")
    page.get_by_role("button", name="Remove condition 1").press("Enter")
    expect(page.get_by_role("textbox", name="Number of links")).to_have_count(0)
    expect(new).to_have_value("crypto")
    expect(page.get_by_label("Name of the rule")).to_have_value("First words")
    page.get_by_role("button", name="Try it").press("Enter")
    expect(page.get_by_text("Tried just now")).to_be_visible()
    assert page.url.endswith("?example=links")
    accessible(page)
    assert not wider_than_screen(page)
