"""Journey 1: a customer finds an idea that is theirs too, joins it, and may leave it again."""

import re

from playwright.sync_api import expect

from tests.browser.fixtures import Live
from tests.journeys.conftest import Way

PASSWORD = "quatre-tasses-par-jour-71"


def test_a_customer_joins_an_idea(live: Live, way: Way, request) -> None:
    title = "Sell the decaf in 1 kg bags"
    idea = live.scene("idea", title, votes=3)
    email = f"nour-{request.node.callspec.id}@example.org".lower()
    live.scene("somebody", email, PASSWORD, way.language)
    live.scene("drain")
    page = way.open()
    control = page.locator(f'[data-vote="{idea["id"]}"]').first

    page.goto("/ideas/")
    page.get_by_role("searchbox").fill("decaf bags")
    page.get_by_role("searchbox").press("Enter")
    expect(control).to_be_visible()
    way.look(page)
    page.locator(f'a[href="{idea["url"]}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    way.look(page)

    control.get_by_role("button").click()
    page.wait_for_url("**/sign-in**")
    page.locator('input[name="email"]').fill(email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('input[name="password"]').press("Enter")
    page.wait_for_url(f"**/contributions/{idea['id']}/vote**")
    way.look(page)
    control.get_by_role("button").click()
    expect(control).to_have_class(re.compile("is-cast"))
    expect(control).not_to_have_class(re.compile("is-sending"))

    page.goto(str(idea["url"]))
    expect(control.locator(".vote__count")).to_have_text("4")
    expect(control).to_have_class(re.compile("is-cast"))
    way.look(page)
    control.get_by_role("button").click()
    expect(control.locator(".vote__count")).to_have_text("3")
    expect(control).not_to_have_class(re.compile("is-cast|is-sending"))
    page.goto(str(idea["url"]))
    expect(control.locator(".vote__count")).to_have_text("3")


def test_what_may_not_be_voted_for_offers_no_vote(live: Live, way: Way) -> None:
    page = way.open("customer", forgiving=True)
    own = live.scene("idea", "A grind guide", author_id=page.member_id)
    page.goto(str(own["url"]))
    expect(page.locator(f'[data-vote="{own["id"]}"]').first).to_be_visible()
    expect(page.locator(f'[data-vote="{own["id"]}"] button')).to_have_count(0)
    held = live.scene("ideas_shown")["held"]
    answer = page.goto(str(held))
    assert answer
    assert answer.status == 404
    way.look(page)
