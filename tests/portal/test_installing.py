"""The site on a home screen, and its page for when the network is away."""

import io
import json
import re

from PIL import Image

from foundation.brand import Look
from tests.browser_client import Browser
from tests.factories.accounts import a_customer

KEPT = re.compile(r"^const KEPT = (\{.*\});$", re.MULTILINE)


def test_the_manifest_names_the_site_in_the_readers_language(browser: Browser) -> None:
    said = json.loads(browser.get("/manifest.webmanifest", headers={"Accept-Language": "fr"}).text)
    assert (said["name"], said["short_name"], said["lang"]) == ("Maison Brume", "Maison Brume", "fr")
    assert said["shortcuts"][0] == said["shortcuts"][0] | {"name": "Proposer une idée", "url": "/ideas/new"}
    assert {one["purpose"] for one in said["icons"]} == {"any", "maskable"}
    for one in said["icons"]:
        drawn = Image.open(io.BytesIO(browser.get(one["src"]).data))
        assert f"{drawn.width}x{drawn.height}" == one["sizes"]


def test_the_manifest_wears_the_brand(browser: Browser) -> None:
    browser.app.extensions["brand"].look = Look(name='A "quoted" and very long name', accent="#aa0000")
    said = json.loads(browser.get("/manifest.webmanifest").text)
    assert (said["name"], said["short_name"]) == ('A "quoted" and very long name', "A")
    assert said["theme_color"] == "#aa0000"


def test_every_page_names_manifest_and_colours(browser: Browser) -> None:
    page = browser.get("/ideas/").text
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert page.count('<meta name="theme-color"') == 2
    touch = re.findall(r'rel="apple-touch-icon" href="([^"]+)"', page)[0]
    assert Image.open(io.BytesIO(browser.get(touch).data)).size == (180, 180)


def test_the_offline_page_is_the_same_for_everybody(browser: Browser) -> None:
    plain = browser.get("/offline?language=fr").text
    member = a_customer(name="Inès Secret")
    signed = browser.stranger().sign_in(member).get("/offline?language=fr")
    assert signed.text == plain
    assert "Inès" not in plain
    assert "csrf" not in plain
    assert '<html lang="fr"' in plain
    assert '<html lang="en"' in browser.get("/offline?language=en").text
    assert "Set-Cookie" not in browser.stranger().get("/offline").headers


def test_the_worker_keeps_only_what_is_there_for_everybody(browser: Browser) -> None:
    answer = browser.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    kept = json.loads(KEPT.findall(answer.text)[0])
    assert kept["pages"] == {"en": "/offline?language=en", "fr": "/offline?language=fr"}
    assert all(part.startswith("/static/") for part in kept["parts"])
    assert all(browser.get(url).status_code == 200 for url in [*kept["parts"], *kept["pages"].values()])
    assert browser.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_another_look_is_another_worker(browser: Browser) -> None:
    before = browser.get("/sw.js").text
    browser.app.extensions["brand"].look = Look(accent="#aa0000")
    after = browser.get("/sw.js").text
    assert before != after
    assert "/brand." in after


def test_the_policy_names_worker_and_manifest(browser: Browser) -> None:
    policy = browser.get("/").headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy


def test_a_page_tells_its_language_in_its_head(browser: Browser) -> None:
    assert browser.get("/", headers={"Accept-Language": "fr"}).headers["Content-Language"] == "fr"
