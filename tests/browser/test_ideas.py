"""Writing an idea and talking about it, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Live, Open, goto_and_watch, kept, wider_than_screen

CAST = re.compile("is-cast")


def test_words_survive_signing_in_and_are_published(live: Live, open_as: Open) -> None:
    live.scene("space", "Beans and roasts")
    page = open_as()
    page.goto("/")
    page.get_by_label("What would make it better for you?").fill("I wanted a bag that I can close again.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("What were you trying to do?")).to_have_value(
        "I wanted a bag that I can close again."
    )
    page.get_by_label("In one line").fill("A clip to close the bags")
    kept(page, "A clip to close the bags")
    page.reload()
    expect(page.get_by_label("In one line")).to_have_value("A clip to close the bags")


def test_a_reload_keeps_what_was_made_of_the_words_that_came_along(live: Live, open_as: Open) -> None:
    live.scene("space", "Beans and roasts")
    page = open_as()
    page.goto("/ideas/new?text=I+wanted+a+bag")
    told = page.get_by_label("What were you trying to do?")
    told.fill("I wanted a bag that I can close again.")
    kept(page, "I wanted a bag that I can close again.")
    page.reload()
    expect(told).to_have_value("I wanted a bag that I can close again.")
    page.goto("/ideas/new?text=I+wanted+a+cup")
    expect(told).to_have_value("I wanted a cup")


def write_an_idea(page: Page, title: str) -> None:
    """Fill in the sheet and wait until the device keeps it."""
    page.goto("/ideas/new")
    page.get_by_label("What were you trying to do?").fill("The box is too large for three bags.")
    page.get_by_label("In one line").fill(title)
    kept(page, title)


def test_words_that_did_not_arrive_are_there_again(live: Live, open_as: Open) -> None:
    live.scene("space", "Boxes")
    page = open_as("customer", forgiving=True)
    write_an_idea(page, "Smaller boxes")
    page.route("**/ideas/new", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Publish my idea").click()
    page.unroute("**/ideas/new")
    page.goto("/ideas/")
    page.goto("/ideas/new")
    expect(page.get_by_label("In one line")).to_have_value("Smaller boxes")


def test_a_draft_is_for_its_writer_alone_and_goes_at_sign_out(live: Live, open_as: Open) -> None:
    live.scene("space", "Shared")
    page = open_as("customer")
    write_an_idea(page, "Written at a shared device")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.goto("/ideas/new")
    expect(page.get_by_label("In one line")).to_have_value("")
    page.context.add_cookies(cookies)
    page.goto("/ideas/new")
    expect(page.get_by_label("In one line")).to_have_value("Written at a shared device")
    page.evaluate("document.querySelector('form[data-leaves]').requestSubmit()")
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('draft:'))") == []


def test_a_store_full_of_rubbish_stops_nothing(live: Live, open_as: Open) -> None:
    page = open_as("customer")
    page.goto("/")
    for value in ("null", "7", "[]", '{"values":7}', '{"values":{"title":7},"at":"x"}', "{"):
        page.evaluate("(value) => localStorage.setItem('draft:idea-new', value)", value)
        page.goto("/ideas/new")
        page.get_by_label("What were you trying to do?").fill("A lid")
        kept(page, "A lid")
        assert page.evaluate("JSON.parse(localStorage.getItem('draft:idea-new')).values.text") == "A lid"


@pytest.mark.parametrize("worker", [False, True])
def test_a_published_idea_leaves_no_draft(live: Live, open_as: Open, worker: bool) -> None:
    live.scene("space", "Packaging")
    page = open_as("customer", worker=worker)
    page.goto("/ideas/new")
    page.get_by_label("What were you trying to do?").fill(
        "The tape on the box is plastic and the rest is paper."
    )
    page.get_by_label("In one line").fill("Paper tape on the boxes")
    kept(page, "Paper tape on the boxes")
    page.get_by_role("button", name="Publish my idea").click()
    expect(page.get_by_role("heading", level=1, name="Paper tape on the boxes")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('draft:'))") == []
    page.goto("/ideas/new")
    expect(page.get_by_label("In one line")).to_have_value("")


def test_who_asked_before_shows_while_one_types_and_can_be_voted_for(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "Pause my subscription while I travel", votes=6)
    live.scene("drain")
    page = open_as("customer")
    page.goto("/ideas/new")
    page.get_by_label("What were you trying to do?").press_sequentially(
        "pause my subscription while I travel in winter"
    )
    vote = page.locator(f'[data-vote="{idea["id"]}"]')
    expect(vote).to_be_visible()
    vote.get_by_role("button").click()
    expect(vote).to_have_class(CAST)
    expect(vote).not_to_have_class(re.compile("is-sending"))
    expect(page.get_by_label("What were you trying to do?")).to_have_value(
        re.compile("pause my subscription")
    )


def test_a_vote_moves_the_number_in_another_open_page(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "A tasting on Saturdays", votes=2)
    watching, voting = open_as("customer"), open_as("customer")
    goto_and_watch(watching, str(idea["url"]))
    voting.goto(str(idea["url"]))
    voting.locator(f'[data-vote="{idea["id"]}"] button').first.click()
    expect(watching.locator(f'[data-votes="{idea["id"]}"]').first).to_have_text("3")


def test_a_comment_appears_without_a_new_page(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "Grind guide", votes=1)
    page = open_as("customer")
    page.goto(str(idea["url"]))
    page.locator("form.write textarea").fill("Half of Lyon brews on the stove and guesses.")
    page.locator("form.write .form__go > button").first.click()
    expect(page.locator(".comment__text", has_text="Half of Lyon")).to_be_visible()


def test_after_a_comment_the_keyboard_goes_on_where_it_stands(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "Grind guide for the stove", votes=1)
    page = open_as("customer", forgiving=True)
    page.goto(str(idea["url"]))
    field = page.locator("form.write textarea")
    field.fill("   ")
    page.locator("form.write .form__go > button").first.press("Enter")
    expect(page.locator(".field__error")).to_be_visible()
    expect(field).to_be_focused()
    field.fill("Half of Lyon guesses.")
    page.locator("form.write .form__go > button").first.press("Enter")
    expect(page.locator(".comment", has_text="Half of Lyon guesses.")).to_be_focused()


def test_the_title_writes_itself_until_somebody_touches_it(live: Live, open_as: Open) -> None:
    live.scene("space", "Grinding")
    page = open_as("customer")
    page.goto("/ideas/new")
    text, title = page.get_by_label("What were you trying to do?"), page.get_by_label("In one line")
    text.press_sequentially("I lost my grinder setting. Again")
    expect(title).to_have_value("I lost my grinder setting")
    title.fill("A dial that remembers")
    text.press_sequentially(" and again")
    expect(title).to_have_value("A dial that remembers")


def test_the_enter_key_publishes_and_never_votes(live: Live, open_as: Open) -> None:
    live.scene("space", "Kettles")
    there = live.scene("idea", "A kettle with a long spout", votes=1)
    live.scene("drain")
    page = open_as("customer")
    page.goto("/ideas/new")
    page.get_by_label("What were you trying to do?").press_sequentially(
        "a kettle with a long spout for filters"
    )
    expect(page.locator(f'[data-vote="{there["id"]}"]')).to_be_visible()
    page.get_by_label("In one line").fill("A kettle with a spout for filters")
    page.get_by_label("In one line").press("Enter")
    expect(page.get_by_role("heading", level=1, name="A kettle with a spout for filters")).to_be_visible()


def test_joining_an_idea_leaves_the_words_there_and_no_draft(live: Live, open_as: Open) -> None:
    live.scene("space", "Cups")
    there = live.scene("idea", "Cups with a handle for small hands", votes=1)
    live.scene("drain")
    page = open_as("customer")
    page.goto("/ideas/new")
    page.get_by_label("What were you trying to do?").press_sequentially(
        "cups with a handle for my small hands"
    )
    page.get_by_role("button", name="Join with my words “Cups with").click()
    page.wait_for_url(f"**{there['url']}#talk")
    expect(page.locator(".comment__text", has_text="for my small hands")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('draft:'))") == []


def test_the_vote_stays_at_hand_on_a_phone_and_covers_no_focus(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "Longer than a screen", votes=1)
    live.scene("talk", idea["id"])
    page = open_as("customer", width=390, height=600)
    page.goto(str(idea["url"]))
    page.locator(".write textarea").focus()
    expect(page.locator(".votebar")).to_have_class(re.compile("is-away"))
    bar = page.locator(".votebar > .vote")
    expect(bar).to_be_in_viewport()
    for _step in range(6):
        page.keyboard.press("Shift+Tab")
        box = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert box <= bar.bounding_box()["y"] + 1 or page.evaluate(
            "document.activeElement.closest('.votebar') !== null"
        )
    bar.get_by_role("button").click()
    expect(bar).to_have_class(CAST)
    expect(bar.get_by_role("button")).to_be_focused()


def test_whoever_comes_back_to_the_board_finds_filters_and_place(live: Live, open_as: Open) -> None:
    for number in range(24):
        live.scene("idea", f"A wish for later {number}")
    page = open_as("customer", width=390)
    page.goto("/ideas/?sort=new")
    before = page.locator(".idea-list > .idea").count()
    page.get_by_role("link", name="Twenty more ideas").click()
    chosen = page.locator(".idea-list > .idea").nth(before + 1).locator(".idea__link")
    chosen.click()
    page.wait_for_url(re.compile(r"/ideas/\d+"))
    page.get_by_role("link", name="All ideas").click()
    page.wait_for_url("**/ideas/?sort=new")
    expect(chosen).to_be_in_viewport()


def test_the_first_idea_shows_within_one_and_a_half_screens_of_a_phone(live: Live, open_as: Open) -> None:
    live.scene("idea", "Near the top")
    for language in ("en", "fr"):
        page = open_as("customer", width=390, height=844, language=language)
        page.goto("/ideas/")
        assert page.locator(".idea-list > .idea").first.bounding_box()["y"] < 844 * 1.25
        assert not wider_than_screen(page)


def test_chips_scroll_without_cutting_the_focus(live: Live, open_as: Open) -> None:
    live.scene("idea", "Chips")
    page = open_as("customer", width=390)
    page.goto("/ideas/?status=declined")
    chip = page.get_by_role("link", name="Declined")
    chip.focus()
    ring = 6
    chip_box, row = chip.bounding_box(), page.locator(".board__rail").bounding_box()
    assert chip_box["y"] - ring >= row["y"]
    assert chip_box["y"] + chip_box["height"] + ring <= row["y"] + row["height"]
    assert chip_box["x"] - ring >= 0
    assert chip_box["x"] + chip_box["width"] + ring <= 390
