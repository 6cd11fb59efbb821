"""Journeys use the server, the Chromium and the watchfulness of the browser tests, and speak the reader's language."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.browser.fixtures import ROOT, Open, wider_than_screen

MODES = {
    "on a wide screen": {},
    "without scripts": {"scripts": False},
    "in French": {"language": "fr"},
    "on a phone": {"width": 390, "theme": "dark"},
}


class Way(NamedTuple):
    """How a journey is made: who opens a page, what a button is called there, what is asked of each page."""

    open: Open
    say: Callable[..., str]
    look: Callable[[Page], None]
    language: str
    scripts: bool


@pytest.fixture(scope="session")
def french() -> dict[Any, Any]:
    """What each text is in French."""
    words: dict[Any, Any] = {}
    for file in sorted(ROOT.glob("translations/*/fr/LC_MESSAGES/messages.po")):
        with file.open("rb") as read:
            for one in read_po(read, locale="fr"):
                words[one.id] = one.string
    return words


@pytest.fixture(params=MODES, ids=lambda name: name.replace(" ", "-"))
def way(
    request: pytest.FixtureRequest,
    open_as: Open,
    accessible: Callable[[Page], None],
    french: dict[Any, Any],
) -> Way:
    """One way of making a journey."""
    mode = MODES[request.param]
    language, scripts = mode.get("language", "en"), mode.get("scripts", True)

    def opened(who: str | None = None, **more: Any) -> Page:
        return open_as(who, **mode | more)

    def say(text: str, **values: object) -> str:
        spoken: str = french[text] if language == "fr" else text
        return spoken % values if values else spoken

    def look(page: Page) -> None:
        assert not wider_than_screen(page), page.url
        # The pages are the same ones in each mode, and those of the browser tests: one thorough look is enough.
        if request.param == "on a phone":
            accessible(page)

    return Way(opened, say, look, language, scripts)
