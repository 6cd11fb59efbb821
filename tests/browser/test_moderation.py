"""Reporting, deciding with the keyboard, and colliding, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open, wider_than_screen


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_desk_is_accessible_and_fits(
    live: Live, open_as: Open, accessible, theme: str, width: int
) -> None:
    first, *_rest = live.scene("waiting")
    page = open_as("moderator", width=width, theme=theme)
    for path in (
        "/moderation/",
        f"/moderation/cases/{first}",
        "/moderation/queue",
        "/moderation/words",
        "/moderation/decisions",
    ):
        page.goto(path)
        accessible(page)
        assert not wider_than_screen(page), path


def test_a_moderator_refuses_with_the_keyboard_alone(live: Live, open_as: Open) -> None:
    live.scene("waiting")
    page = open_as("moderator", width=1440)
    page.goto("/moderation/")
    title = page.locator(".case__title").inner_text()
    page.keyboard.press("3")
    page.keyboard.press("e")
    page.keyboard.type("Please talk about the coffee.")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.get_by_text("Decided:")).to_be_visible()
    page.goto("/moderation/decisions")
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("Please talk about the coffee.")
    expect(row).to_contain_text("Insult or threat")
    assert title


def test_the_second_moderator_keeps_what_they_typed(live: Live, open_as: Open) -> None:
    first, *_rest = live.scene("waiting")
    slow = open_as("moderator", width=1440, forgiving=True)
    fast = open_as("community_manager", width=1440)
    slow.goto(f"/moderation/cases/{first}")
    slow.get_by_label(re.compile("^Message to")).fill("A long and careful explanation.")
    slow.get_by_label("Hate").check()
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
