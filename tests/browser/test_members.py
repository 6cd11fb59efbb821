"""The way in and one's own pages: nothing for axe to say, narrow and wide, light and dark, both languages, with and without scripts."""

from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open


def test_an_error_leads_to_its_field(open_as: Open, accessible) -> None:
    page = open_as(width=390, forgiving=True)
    page.goto("/register")
    page.get_by_role("button", name="Create the account").click()
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a", has_text="E-mail address").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    accessible(page, strictly=True)


def test_a_password_can_be_seen_and_pasted(open_as: Open) -> None:
    page = open_as()
    page.goto("/sign-in")
    box = page.locator("#password")
    box.fill("le vélo bleu dort")
    page.get_by_role("button", name="Show (Password)").click()
    expect(box).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide (Password)").click()
    expect(box).to_have_attribute("type", "password")


def test_the_letter_is_asked_for_again_after_a_minute(open_as: Open) -> None:
    page = open_as(forgiving=True)
    page.goto("/register")
    for label, text in (("Name", "Zélie Arnaud"), ("E-mail address", "zelie@example.org")):
        page.get_by_label(label).fill(text)
    page.locator("#password").fill("une longue phrase bleue")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_text("zelie@example.org").first).to_be_visible()
    expect(page.locator("[data-wait]")).to_have_attribute("aria-disabled", "true")


def test_what_the_company_knows_is_two_presses_away(open_as: Open) -> None:
    page = open_as("customer", width=390)
    page.goto("/")
    page.locator("summary[aria-label^=Menu]").click()
    page.get_by_role("link", name="What we know about you").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we know about you")


def test_the_preview_of_a_profile_follows_what_is_typed(open_as: Open) -> None:
    page = open_as("customer")
    page.goto("/me")
    page.get_by_label("About you").fill("Filter, no sugar.")
    expect(page.locator(".portrait__bio")).to_have_text("Filter, no sugar.")


def test_without_scripts_a_consent_is_given_and_taken_back(open_as: Open, live: Live) -> None:
    page = open_as("customer", scripts=False)
    page.goto("/me/data")
    allowed = page.get_by_role("button", name="Write my ideas and votes on my customer record")
    allowed.click()
    expect(allowed).to_have_attribute("aria-pressed", "true")
