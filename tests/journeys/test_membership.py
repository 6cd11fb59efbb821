"""Journey 4: all that a member does, from the first visit to the last, by keyboard alone and without scripts."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Live, Open
from tests.journeys.hands import Keys, Pointer

PASSWORD = "quatre-tasses-par-jour-71"
Hand = Keys | Pointer


@pytest.fixture(params=["by keyboard", "without scripts"], ids=lambda way: way.replace(" ", "-"))
def hand(request: pytest.FixtureRequest, open_as: Open) -> Hand:
    """Somebody who has never been here."""
    if request.param == "by keyboard":
        return Keys(open_as())
    return Pointer(open_as(scripts=False))


def test_a_member_comes_takes_part_and_goes(live: Live, hand: Hand, request: pytest.FixtureRequest) -> None:
    name = f"Nour {request.node.callspec.id[:3]}"
    email = f"mila-{request.node.callspec.id}@example.org"
    live.scene("idea", "Sell the decaf in kilo bags", votes=3)
    other = live.scene("idea", "Grind for the stovetop pot", votes=2)
    live.scene("drain")
    _join(live, hand, name, email)
    _propose(hand)
    _take_part(hand, str(other["url"]), int(str(other["id"])))
    _search(hand)
    _change_language(hand.page, hand)
    _take_data(hand)
    _leave(hand)


def _join(live: Live, hand: Hand, name: str, email: str) -> None:
    page = hand.page
    page.goto("/register")
    hand.write(page.locator('input[name="name"]'), name)
    hand.write(page.locator('input[name="email"]'), email)
    hand.write(page.locator('input[name="password"]'), PASSWORD)
    hand.press(page.get_by_role("button", name="Create the account"))
    page.wait_for_url("**/register/sent")
    live.scene("drain")
    link = re.search(r"https?://[^/\s]+(/welcome/\S+)", live.scene("letters", email)[-1])
    assert link
    page.goto(link[1])
    hand.press(page.get_by_role("button", name="Confirm my address"))
    page.wait_for_url(lambda url: "/welcome/" not in url)


def _propose(hand: Hand) -> None:
    page = hand.page
    page.goto("/ideas/new")
    hand.write(
        page.locator('textarea[name="text"]'), "Sell decaf in big bags, please. We drink four cups a day."
    )
    hand.press(page.get_by_role("button", name="Has somebody asked already?"))
    expect(page.get_by_role("heading", name=re.compile("may have asked|may ask"))).to_be_visible()
    hand.press(page.locator(".submit__go").get_by_role("button", name="Publish my idea"))
    page.wait_for_url(re.compile(r"/ideas/\d+"))


def _take_part(hand: Hand, url: str, number: int) -> None:
    page = hand.page
    page.goto(url)
    vote = page.locator(f'[data-vote="{number}"]').first
    hand.press(vote.get_by_role("button"))
    expect(vote).to_have_class(re.compile("is-cast"))
    expect(vote).not_to_have_class(re.compile("is-sending"))
    hand.press(page.locator(".follow button").first)
    expect(page.locator(".follow button").first).to_have_attribute("aria-pressed", "true")
    hand.write(page.locator('.write textarea[name="text"]').first, "Mine is a six-cup pot.")
    hand.press(page.locator(".write").first.get_by_role("button", name="Publish"))
    expect(page.locator("#talk").get_by_text("Mine is a six-cup pot.")).to_be_visible()
    hand.press(page.get_by_role("link", name=re.compile("^Report")).first)
    page.wait_for_url("**/report")
    hand.press(page.get_by_role("radio").first)
    hand.press(page.get_by_role("button", name="Send the report"))
    page.wait_for_url(lambda url: not url.endswith("/report"))


def _search(hand: Hand) -> None:
    page = hand.page
    page.goto("/search")
    hand.write(page.get_by_role("searchbox").first, "stovetop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Grind for the stovetop pot")).first).to_be_visible()


def _open_menu(hand: Hand) -> None:
    hand.press(hand.page.locator("summary[aria-label]").first)


def _change_language(page: Page, hand: Hand) -> None:
    _open_menu(hand)
    hand.press(page.get_by_role("button", name="Français").first)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    _open_menu(hand)
    hand.press(page.get_by_role("button", name="English").first)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def _take_data(hand: Hand) -> None:
    hand.page.goto("/me/data")
    with hand.page.expect_download() as taken:
        hand.press(hand.page.get_by_role("link", name="Download as JSON"))
    assert "Mine is a six-cup pot." in json.dumps(
        json.loads(taken.value.path().read_text()), ensure_ascii=False
    )


def _leave(hand: Hand) -> None:
    hand.page.goto("/")
    _open_menu(hand)
    hand.press(hand.page.get_by_role("button", name="Sign out"))
    expect(hand.page.get_by_role("link", name=re.compile("Sign in")).first).to_be_visible()
