"""Reporting, deciding with the keyboard, and colliding, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import violations, violations_by_night
from tests.browser.fixtures import Held, Live, Open, wider_than_screen


def test_the_desk_is_accessible_and_fits(live: Live, open_as: Open) -> None:
    first, *_rest = live.scene("waiting")
    page = open_as("moderator")
    for path in ("/moderation/", f"/moderation/cases/{first}", "/moderation/words", "/moderation/decisions"):
        page.goto(path)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert not violations(page, mild=False), path
            assert not violations_by_night(page), path
            assert not wider_than_screen(page), path


def case_of(page: Page) -> str | None:
    """The number of the case that is open."""
    return page.locator("[data-triage]").get_attribute("data-triage")


def test_a_moderator_refuses_with_the_keyboard_alone(live: Live, open_as: Open) -> None:
    live.scene("waiting")
    page = open_as("moderator", width=1440)
    page.goto("/moderation/")
    first = case_of(page)
    page.keyboard.press("0")
    expect(page.get_by_label("Proposed already")).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_label("And in your words")).to_have_value(
        re.compile("idea rather than about the person")
    )
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Please talk about the coffee.")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.get_by_role("status").filter(has_text="Decided:")).to_be_visible()
    expect(page.locator(".case__title")).to_be_focused()
    assert case_of(page) != first
    page.goto("/moderation/decisions")
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("Please talk about the coffee.")
    expect(row).to_contain_text("Insult or harassment")


def test_the_focus_is_never_lost(live: Live, open_as: Open) -> None:
    live.scene("waiting")
    page = open_as("moderator", width=1440)
    page.goto("/moderation/")
    title = page.locator(".case__title")
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_text("Another case is open.")).to_be_visible()
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows.nth(1)).to_be_focused()
    opened = case_of(page)
    page.keyboard.press("a")
    expect(page.get_by_text("Decided:")).to_be_visible()
    expect(title).to_be_focused()
    assert case_of(page) != opened
    page.keyboard.press("u")
    expect(page.locator("[data-triage]")).to_have_attribute("data-triage", str(opened))
    expect(title).to_be_focused()
    expect(page.get_by_text("Decided:")).to_have_count(0)


def test_a_key_that_comes_while_the_next_case_is_on_its_way_decides_nothing(
    live: Live, open_as: Open
) -> None:
    live.scene("waiting")
    page = open_as("moderator", width=1440)
    page.goto("/moderation/")
    left = case_of(page)
    held = Held(page, "**/moderation/cases/*")
    with page.expect_request("**/moderation/cases/*"):
        page.locator("[data-row]:not([aria-current])").first.click()
    page.evaluate("document.activeElement.blur()")  # as after a press beside the list
    page.keyboard.press("a")
    held.go()
    expect(page.locator("[data-triage]")).not_to_have_attribute("data-triage", str(left))
    expect(page.get_by_text("Decided:")).to_have_count(0)
    page.goto(f"/moderation/cases/{left}")
    expect(page.get_by_role("form", name="Decision")).to_be_visible()


def test_the_keys_are_listed_and_rest_when_one_likes(live: Live, open_as: Open, accessible) -> None:
    live.scene("waiting")
    page = open_as("moderator", width=1440)
    page.goto("/moderation/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys of this page")
    expect(keys).to_contain_text("ask for changes")
    shown = page.locator(".desk__hints kbd").all_inner_texts()
    assert keys.locator("kbd").all_inner_texts()[: len(shown)] == shown
    accessible(page)
    keys.get_by_label("Keys work on this device").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1)).not_to_be_focused()
    page.reload()
    page.keyboard.press("3")
    assert not page.locator("[name=reason]:checked").count()


def test_a_phone_walks_from_the_list_to_the_case_and_on(live: Live, open_as: Open, accessible) -> None:
    live.scene("waiting")
    page = open_as("moderator", width=390, height=844)
    page.goto("/moderation/")
    expect(page.locator(".case__title")).to_be_hidden()
    page.locator("[data-row]").nth(2).click()
    title = page.locator(".case__title")
    expect(title).to_be_visible()
    expect(page.locator(".queue")).to_be_hidden()
    opened = case_of(page)
    bar = page.locator(".verdicts").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= 844
    page.get_by_role("button", name=re.compile("Remove|Refuse")).click()
    sheet = page.get_by_role("dialog")
    accessible(page)
    sheet.get_by_role("button", name=re.compile("Remove|Refuse")).click()
    expect(sheet).to_be_visible()
    sheet.locator("[name=reason][value=hate]").check()
    sheet.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name=re.compile("Remove|Refuse"))).to_be_focused()
    page.get_by_role("button", name=re.compile("Remove|Refuse")).click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Remove|Refuse")).click()
    expect(page.get_by_text("Decided:")).to_be_visible()
    assert case_of(page) != opened
    expect(title).to_be_focused()
    case = page.url.split("/cases/")[1].split("#")[0]
    page.locator(".case__back").click()
    expect(page.locator(f"#case-{case}")).to_be_focused()


def test_without_scripts_a_form_error_stays_at_its_case(live: Live, open_as: Open) -> None:
    first, *_rest = live.scene("waiting")
    page = open_as("moderator", width=390, scripts=False, forgiving=True)
    page.goto(f"/moderation/cases/{first}")
    page.get_by_role("button", name=re.compile("Remove|Refuse")).click()
    wrong = page.get_by_text("Choose the reason the author will read.").first
    expect(wrong).to_be_in_viewport()
    page.locator("[name=reason][value=hate]").check()
    page.get_by_role("button", name=re.compile("Remove|Refuse")).click()
    expect(page.locator(".case__title")).to_be_in_viewport()
    page.get_by_role("button", name="Undo").click()
    assert page.url.endswith(f"/moderation/cases/{first}#case")


def test_the_second_moderator_keeps_what_they_typed(live: Live, open_as: Open) -> None:
    first, *_rest = live.scene("waiting")
    slow = open_as("moderator", width=1440, forgiving=True)
    fast = open_as("community_manager", width=1440)
    slow.goto(f"/moderation/cases/{first}")
    slow.get_by_label("And in your words").fill("A long and careful explanation.")
    slow.locator("[name=reason][value=hate]").check()
    fast.goto(f"/moderation/cases/{first}")
    fast.get_by_role("button", name=re.compile("Leave it there|^Publish")).click()
    expect(fast.get_by_text("Decided:")).to_be_visible()
    slow.get_by_role("button", name=re.compile("Remove|Refuse")).click()
    expect(slow.get_by_text("A colleague has decided meanwhile")).to_be_visible()
    expect(slow.get_by_label("Your message")).to_have_value("A long and careful explanation.")


def test_a_member_reports_what_somebody_wrote(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "A clip to close the bags")
    live.scene("talk", idea["id"])
    page = open_as("customer")
    page.goto(str(idea["url"]))
    page.get_by_role("link", name=re.compile("Report what Odile M. wrote")).click()
    page.get_by_label("Spam or promotion").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("A moderator will read it")).to_be_visible()


def test_an_answer_is_written_in_its_place_and_appears_there(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "Paper tape on the boxes")
    live.scene("talk", idea["id"])
    page = open_as("customer")
    page.goto(str(idea["url"]))
    page.get_by_role("link", name="Reply to Odile M.").click()
    page.get_by_label("Your answer to Odile M.").fill("Mine too, since last winter.")
    page.locator(".comment__answer").get_by_role("button", name="Publish").click()
    expect(page.locator(".comment__replies").last).to_contain_text("Mine too, since last winter.")
    expect(page.get_by_role("heading", name=re.compile("6 comments"))).to_be_visible()


def test_talking_works_without_scripts(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "Ethiopia in winter")
    live.scene("talk", idea["id"])
    page = open_as("customer", scripts=False)
    page.goto(str(idea["url"]))
    page.get_by_role("link", name="Reply to Odile M.").click()
    page.get_by_label("Your answer to Odile M.").fill("Without a script.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Without a script.")).to_be_visible()
