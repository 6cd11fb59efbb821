"""The components in a real browser: in every theme, direction and mode, by keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations, violations_by_night
from tests.browser.fixtures import Live, Open, wider_than_screen

SHEETS = {
    "as we read": "/design",
    "read from the right": "/design?dir=rtl&lang=fr",
    "letters": "/design/letters",
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_sheet_is_accessible_and_fits_in_every_look(open_as: Open, sheet: str) -> None:
    page = open_as()
    page.goto(SHEETS[sheet])
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert not violations(page)
        assert not violations_by_night(page)
        assert not wider_than_screen(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert not wider_than_screen(page)


def test_nothing_is_wider_than_the_screen_with_letters_twice_as_large(open_as: Open) -> None:
    page = open_as(width=640)
    page.goto("/design")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not wider_than_screen(page)


def test_a_vote_is_told_apart_without_colours(open_as: Open) -> None:
    page = open_as()
    page.emulate_media(forced_colors="active")
    page.goto("/design")
    ground = "(one) => getComputedStyle(one).backgroundColor"
    cast = page.locator(".vote.is-cast .vote__button").first.evaluate(ground)
    waiting = page.locator("form.vote:not(.is-cast) .vote__button").first.evaluate(ground)
    assert cast != waiting


def test_a_menu_is_walked_with_arrows_and_left_with_escape(open_as: Open) -> None:
    page = open_as()
    page.goto("/design")
    summary = page.locator(".menu summary").first
    summary.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Rising").last).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("link", name="Newest")).to_be_focused()
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.get_by_role("link", name="Newest")).to_be_hidden()


def test_a_dialog_gives_the_focus_back(open_as: Open) -> None:
    page = open_as()
    page.goto("/design")
    opener = page.get_by_role("button", name="Open a dialog")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Take your idea back?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_dialog_stands_in_the_page_without_scripts(open_as: Open) -> None:
    page = open_as(scripts=False)
    page.goto("/design")
    page.get_by_role("button", name="Open a dialog").click()
    expect(page.get_by_text("It leaves the board now. The 41 people")).to_be_visible()


def test_a_banner_put_away_stays_away(open_as: Open) -> None:
    page = open_as()
    page.goto("/design")
    banner = page.locator('[data-banner="sample-ballot"]')
    banner.get_by_role("button", name="Put this message away").click()
    expect(banner).to_be_hidden()
    page.reload()
    expect(banner).to_be_hidden()


def test_a_file_is_listed_judged_and_taken_out(open_as: Open) -> None:
    page = open_as()
    page.goto("/design")
    area = page.locator(".drop").first
    area.locator("input").set_input_files(
        {"name": "holiday.png", "mimeType": "image/png", "buffer": b"x" * 2000}
    )
    expect(area.locator(".drop__file")).to_contain_text("2 kB")
    expect(area.locator(".field__error")).to_contain_text(".csv")
    area.get_by_role("button", name="Remove holiday.png").click()
    expect(area.locator(".drop__file")).to_have_count(0)


def test_a_message_stays_while_it_is_read_and_leaves_after_ten_seconds(open_as: Open) -> None:
    page = open_as()
    page.clock.install()
    page.goto("/design")
    page.evaluate("ensemble.toast('Vote taken back', { act: 'Undo', then: () => {} })")
    toast = page.locator(".toasts .toast")
    toast.get_by_role("button", name="Undo").focus()
    page.clock.run_for(12_000)
    expect(toast).to_be_visible()
    page.locator("h1").click()
    page.clock.run_for(9_000)
    expect(toast).to_be_visible()
    page.clock.run_for(2_000)
    expect(toast).to_have_count(0)


def test_a_counted_vote_is_told_to_ears_once(live: Live, open_as: Open) -> None:
    idea = live.scene("idea", "A scoop in every tin", votes=4)
    page = open_as("customer")
    page.goto(idea["url"])
    page.locator(f'[data-vote="{idea["id"]}"] button').first.click()
    expect(page.locator("[data-ears]")).to_have_text("Your vote is counted. Votes now: 5")


@pytest.mark.parametrize("path", ["/design", "/ideas/?status=declined", "/search?q=bag&kind=comment"])
@pytest.mark.parametrize(("width", "height"), [(1440, 500), (390, 500)])
def test_a_page_opens_at_its_top(open_as: Open, path: str, width: int, height: int) -> None:
    page = open_as(width=width, height=height)
    page.goto(path)
    assert page.evaluate("scrollY") == 0
