"""Without a network: one page, a draft that survives, and nothing of a member in the cache."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null || new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done(true))))"
CACHED = "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys().then((all) => all.map((asked) => new URL(asked.url).pathname)))))).then((lists) => lists.flat())"
DRAFT = "localStorage.getItem('draft:idea-new')"


def with_worker(page: Page, path: str = "/ideas/") -> None:
    """Open a second page, so that the worker is asked for, and wait until it is there."""
    page.goto("/")
    page.locator(f'.masthead a[href="{path}"]').first.click()
    page.wait_for_url(f"**{path}")
    assert page.evaluate(READY)


def until(page: Page, promised: str) -> None:
    """Wait until a promise made again and again gives something true."""
    again = f"new Promise((done) => {{ const ask = async () => await {promised} ? done(true) : setTimeout(ask, 50); ask(); }})"
    assert page.evaluate(again)


def cut(page: Page) -> None:
    """The network goes away, for the page and for the worker."""
    page.context.set_offline(True)


def test_a_first_view_asks_for_no_worker(open_as: Open) -> None:
    page = open_as(worker=True)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("/ideas/")
    page.evaluate("new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))")
    assert not [url for url in asked if url.endswith("/sw.js")]
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_without_a_network_the_page_is_there_and_keeps_a_draft(
    open_as: Open, accessible: Callable[[Page], None]
) -> None:
    page = open_as(worker=True, forgiving=True)
    with_worker(page)
    cut(page)
    page.goto("/roadmap")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(
        '"Young Serif"'
    )
    page.get_by_label("What would make it better").fill("A bag that closes by itself")
    expect(page.get_by_role("status")).to_have_text("Draft kept on this device")
    accessible(page)
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_have_text("The network is back. You can go on.")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(re.compile(r"/ideas/new"))
    expect(page.locator("textarea[name=text]")).to_have_value("A bag that closes by itself")


def test_the_page_is_in_the_language_one_reads(open_as: Open) -> None:
    page = open_as(worker=True, forgiving=True, language="en")
    with_worker(page)
    page.locator(".masthead__language button").click()
    page.wait_for_load_state()
    cut(page)
    page.goto("/roadmap")
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_an_idea_sent_without_a_network_is_not_lost(open_as: Open) -> None:
    page = open_as(worker=True, forgiving=True)
    with_worker(page)
    page.goto("/ideas/new")
    page.locator("textarea[name=text]").fill("Sell the paper filters too, please.")
    page.locator("input[name=title]").fill("Paper filters")
    cut(page)
    page.get_by_role("button", name="Publish my idea").click()
    expect(page.locator(".toast")).to_contain_text("You are offline. What you typed is kept")
    assert page.locator("textarea[name=text]").input_value() == "Sell the paper filters too, please."
    # A device that believes it has a network: the form leaves, the worker answers.
    page.evaluate("Object.defineProperty(navigator, 'onLine', { value: true })")
    page.get_by_role("button", name="Publish my idea").click()
    expect(page.get_by_text("Your idea has not reached us yet.")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("Sell the paper filters too, please.")
    assert json.loads(page.evaluate(DRAFT))["sent"] is False
    page.context.set_offline(False)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(re.compile(r"/ideas/new"))
    expect(page.locator("input[name=title]")).to_have_value("Paper filters")
    expect(page.locator("textarea[name=text]")).to_have_value("Sell the paper filters too, please.")


def test_nothing_of_a_member_is_ever_in_the_cache(open_as: Open) -> None:
    page = open_as("customer", worker=True)
    with_worker(page)
    for path in ("/me", "/me/data", "/notices", "/ideas/new", "/ideas/"):
        page.goto(path)
    kept = page.evaluate(CACHED)
    assert "/offline" in kept
    assert all(path == "/offline" or path.startswith(("/static/", "/brand")) for path in kept), kept
    texts = page.evaluate(
        "caches.keys().then((names) => caches.open(names[0])).then(async (one) => (await Promise.all((await one.matchAll()).map((answer) => answer.text()))).join())"
    )
    assert f'data-member="{page.member_id}"' not in texts  # type: ignore[attr-defined]  # set by the fixture
    assert "csrf" not in page.evaluate("caches.match('/offline?language=en').then((answer) => answer.text())")


def wear(open_as: Open, accent: str) -> None:
    """An admin changes the colour of the site, and so what the worker keeps."""
    page = open_as("admin")
    page.goto("/admin/brand")
    page.get_by_label("Colour", exact=True).fill(accent)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every page shows the new look")).to_be_visible()


def test_a_new_release_replaces_the_old_worker_and_its_cache(open_as: Open) -> None:
    page = open_as(worker=True)
    with_worker(page)
    (before,) = page.evaluate("caches.keys()")
    wear(open_as, "#aa0000")
    try:
        page.locator('.masthead a[href="/roadmap"]').first.click()
        until(page, f"caches.keys().then((all) => all.length === 1 && all[0] !== '{before}')")
        assert any(path.startswith("/brand.") for path in page.evaluate(CACHED))
    finally:
        wear(open_as, "")


def test_a_release_without_a_worker_takes_the_old_one_away(open_as: Open) -> None:
    page = open_as(worker=True)
    with_worker(page)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelector('[data-says]').removeAttribute('data-worker'))"
    )
    page.goto("/ideas/")
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")


def test_the_offline_page_fits(open_as: Open, accessible: Callable[[Page], None]) -> None:
    page = open_as(language="fr")
    page.goto("/offline")
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        accessible(page)
