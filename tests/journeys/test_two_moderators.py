"""Journey 5: two moderators at one queue see each other, decide the same case, and lose no word; then they decide several at once."""

import re

from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open


def test_two_moderators_at_one_case(live: Live, open_as: Open, accessible) -> None:
    first, second, *_rest = live.scene("waiting")
    one = open_as("moderator", width=1440, forgiving=True)
    other = open_as("community_manager", width=1440, forgiving=True)
    other.goto(f"/moderation/cases/{second}")
    expect(other.locator("[data-lease]")).to_contain_text("You are reading this")

    # Who opens a case is seen by the colleague without a reload.
    one.goto(f"/moderation/cases/{first}")
    expect(one.locator("[data-lease]")).to_contain_text("You are reading this")
    holder = other.locator(f'[data-holder="{first}"]')
    expect(holder).to_contain_text("Read by")
    accessible(other)

    # The colleague is warned, may decide all the same, and the first one is told while they type.
    other.goto(f"/moderation/cases/{first}")
    expect(other.locator("[data-lease]")).to_contain_text("is reading this.")
    accessible(other)
    one.get_by_label("And in your words").fill("A long and careful explanation.")
    one.locator("[name=reason][value=spam]").check()
    other.get_by_role("button", name=re.compile("Leave it there|^Publish")).first.click()
    expect(other.get_by_text("Decided:")).to_be_visible()
    expect(one.locator("[data-lease]")).to_contain_text("has decided this meanwhile")
    expect(one.get_by_label("And in your words")).to_have_value("A long and careful explanation.")
    one.get_by_role("button", name=re.compile("Remove|Refuse")).first.click()
    expect(one.get_by_text("A colleague has decided meanwhile")).to_be_visible()
    expect(one.get_by_label("Your message")).to_have_value("A long and careful explanation.")


def test_several_are_decided_and_undone_with_the_keyboard_alone(
    live: Live, open_as: Open, accessible
) -> None:
    live.scene("waiting", 8)
    page = open_as("moderator", width=1440)
    page.goto("/moderation/?q=Winter bag")
    rows = page.locator("[data-row]")
    rows.first.focus()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("[data-picked]")).to_have_text("3")
    expect(rows.nth(2)).to_be_focused()
    accessible(page)
    page.get_by_role("button", name="Refuse").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Refuse 3 texts")
    accessible(page)
    page.get_by_label("Reason each author reads").select_option("spam")
    page.get_by_role("button", name="Refuse 3 texts").focus()
    page.keyboard.press("Enter")
    expect(page.locator("form[data-undo]")).to_contain_text("3 texts.")
    assert "q=Winter" in page.url
    page.keyboard.press("u")
    expect(page.get_by_text("3 taken back")).to_be_visible()
