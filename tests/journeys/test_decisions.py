"""Journey 2: a moderator decides on a text that waits, and its author understands why."""

import re

from playwright.sync_api import expect

from tests.browser.fixtures import Live
from tests.journeys.conftest import Way

NOTE = "Please leave the supplier out; keep the wish."


def test_a_held_idea_is_changed_and_published(live: Live, way: Way) -> None:
    say = way.say
    live.scene("space", "Beans and roasts")
    live.scene("waiting")
    author, moderator, stranger = way.open("customer"), way.open("moderator"), way.open(forgiving=True)

    author.goto("/ideas/new")
    author.locator('textarea[name="text"]').fill(
        "Aldébran makes a capsule that can be filled again, I saw it."
    )
    author.locator('input[name="title"]').fill("The capsule of Aldébran")
    author.get_by_role("button", name=say("Publish my idea")).click()
    expect(author.get_by_role("heading", level=1)).to_have_text("The capsule of Aldébran")
    expect(author.locator("main")).to_contain_text(say("Waiting for review"))
    way.look(author)
    place = author.url
    answer = stranger.goto(place)
    assert answer
    assert answer.status == 404

    # The queue shows fifty: what other tests left there must not hide this one.
    moderator.goto("/moderation/?q=The capsule of")
    card = moderator.locator(".queue__item", has_text="The capsule of Aldébran").first
    expect(card).to_contain_text("Aldébran")
    way.look(moderator)
    card.click()
    moderator.wait_for_url("**/moderation/cases/**")
    expect(moderator.locator(".case__title mark")).to_contain_text("Aldébran")
    way.look(moderator)
    case = moderator.url
    ask = moderator.get_by_role("button", name=re.compile(say("Ask for changes")))
    if not moderator.locator('input[name="reason"]').first.is_visible():
        ask.click()  # a phone asks for the reason in a sheet
        ask = moderator.get_by_role("dialog").get_by_role("button", name=re.compile(say("Ask for changes")))
    moderator.locator('input[name="reason"]').first.check()
    moderator.locator('textarea[name="note"]').fill(NOTE)
    ask.click()
    moderator.wait_for_url(lambda url: url.split("#")[0] != case)
    expect(moderator.locator("form[data-undo]")).to_be_visible()
    live.scene("drain")

    author.goto("/notices")
    expect(author.locator(".told__one").first).to_contain_text(NOTE)
    way.look(author)
    author.locator(".told__link").first.click()
    expect(author.locator("main")).to_contain_text(NOTE)
    way.look(author)
    author.locator(".statement__meta a").click()
    author.locator('a[href$="/edit"]').first.click()
    author.locator('textarea[name="text"]').fill("A capsule that I can fill again with the beans I like.")
    author.locator('input[name="title"]').fill("A capsule to fill again")
    author.locator("main form button:not([formaction])").first.click()
    expect(author.get_by_role("heading", level=1)).to_have_text("A capsule to fill again")
    way.look(author)

    expect(author.locator("main")).to_contain_text(say("Waiting for review"))
    moderator.goto("/moderation/?why=resubmitted&q=A capsule to fill")
    moderator.locator(".queue__item", has_text="A capsule to fill again").first.click()
    moderator.wait_for_url("**/moderation/cases/**")
    moderator.get_by_role("button", name=re.compile("^" + say("Publish"))).click()
    expect(moderator.locator("form[data-undo]")).to_contain_text("A capsule to fill again")
    live.scene("drain")
    stranger.goto("/search?q=capsule")
    expect(stranger.locator("main")).to_contain_text("A capsule to fill again")
    way.look(stranger)
    author.goto("/notices")
    expect(author.locator(".told__one").first).to_contain_text("A capsule to fill again")
