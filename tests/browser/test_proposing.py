"""The main journey of a customer: write first, sign in last, be found again; with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations_by_night
from tests.browser.fixtures import Live, Open, wider_than_screen

PASSWORD = "quatre-tasses-par-jour-71"
TEXT = {
    "fr": "Je pars trois semaines en janvier et deux paquets attendent sur le palier.",
    "en": "I travel for three weeks in January and two bags wait on the landing.",
}
TITLE = {"fr": "Suspendre trois semaines", "en": "Pause for three weeks"}
WORDS = {
    "text": {"fr": "Qu’essayiez-vous de faire", "en": "What were you trying to do"},
    "title": {"fr": "En une ligne", "en": "In one line"},
    "publish": {"fr": "Publier mon idée", "en": "Publish my idea"},
}


@pytest.mark.parametrize(
    ("scripts", "language", "width"),
    [(True, "en", 1440), (False, "en", 1440), (True, "fr", 390), (False, "fr", 390)],
)
def test_a_visitor_writes_first_and_signs_in_last(
    live: Live, open_as: Open, scripts: bool, language: str, width: int
) -> None:
    live.scene("space", "Subscription")
    email = f"nour-{scripts}-{language}@example.org".lower()
    live.scene("somebody", email, PASSWORD, language)
    page = open_as(scripts=scripts, language=language, width=width)
    page.goto("/ideas/new")
    page.get_by_label(WORDS["text"][language]).fill(TEXT[language])
    page.get_by_label(WORDS["title"][language]).fill(TITLE[language])
    page.get_by_role("button", name=WORDS["publish"][language]).click()
    page.wait_for_url("**/sign-in**")
    page.locator('input[name="email"]').fill(email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('input[name="password"]').press("Enter")
    page.wait_for_url("**/ideas/new")
    expect(page.get_by_label(WORDS["title"][language])).to_have_value(TITLE[language])
    assert not wider_than_screen(page)
    page.get_by_role("button", name=WORDS["publish"][language]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[language])
    expect(page.locator(".idea-page__story")).to_contain_text(TEXT[language])
    assert not wider_than_screen(page)


def test_the_form_says_what_is_missing_without_losing_a_word(live: Live, open_as: Open, accessible) -> None:
    live.scene("space", "Shops")
    page = open_as("customer", width=390, forgiving=True)  # browsers note a 422 as an error
    page.goto("/ideas/new")
    page.get_by_label("In one line").fill("Open on Saturdays")
    page.get_by_role("button", name="Publish my idea").click()
    expect(page.locator(".summary")).to_be_focused()
    expect(page.get_by_label("In one line")).to_have_value("Open on Saturdays")
    page.locator(".summary a").click()
    expect(page.get_by_label("What were you trying to do?")).to_be_focused()
    accessible(page)


def test_a_search_that_finds_nothing_begins_the_idea(live: Live, open_as: Open) -> None:
    live.scene("space", "Brewing")
    page = open_as(scripts=False)
    page.goto("/ideas/")
    page.get_by_role("searchbox").fill("zwieback grinder")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Ask for “zwieback grinder”").click()
    expect(page.get_by_label("In one line")).to_have_value("zwieback grinder")


def test_all_that_stands_round_an_idea_is_accessible(live: Live, open_as: Open, accessible) -> None:
    shown = live.scene("ideas_shown")
    page = open_as("moderator", width=390)
    for name in ("answered", "declined", "merged", "held", "history", "held_edit"):
        page.goto(str(shown[name]))
        accessible(page)
        assert not violations_by_night(page), name
        assert not wider_than_screen(page), name


def test_more_ideas_appear_below_and_the_focus_goes_there(live: Live, open_as: Open) -> None:
    for number in range(23):
        live.scene("idea", f"Small wish number {number}")
    page = open_as("customer")
    page.goto("/ideas/?sort=new")
    before = page.locator(".idea-list > .idea").count()
    page.get_by_role("link", name="Twenty more ideas").click()
    expect(page.locator(".idea-list > .idea").nth(before)).to_be_visible()
    expect(page.locator(".idea-list > .idea").nth(before).locator(".idea__link")).to_be_focused()
    assert page.url.endswith("/ideas/?sort=new")
