"""The drawings of empty pages: each there, each small, each on its page."""

import re
from pathlib import Path

import pytest

from tests.browser_client import Browser

ROOT = Path(__file__).resolve().parents[2]
DRAWN = re.findall(r'<symbol id="(\w+)".*?</symbol>', (ROOT / "static/drawings.svg").read_text("utf-8"))


def test_every_drawing_that_a_template_names_is_there() -> None:
    named = set()
    for page in (ROOT / "templates").rglob("*.html"):
        named |= set(re.findall(r'drawing="(\w+)"', page.read_text("utf-8")))
    assert named <= set(DRAWN)


def test_a_drawing_weighs_less_than_a_kilobyte_and_takes_its_colours_from_the_page() -> None:
    for drawing in re.findall(r"<symbol.*?</symbol>", (ROOT / "static/drawings.svg").read_text("utf-8")):
        assert len(drawing) < 1000
        assert not re.search(r'(?:fill|stroke)="#', drawing)


@pytest.mark.parametrize(
    ("path", "drawing"),
    [("/nothing-here", "signpost"), ("/changelog", "parcel"), ("/ideas/?q=zebra", "glass")],
)
def test_a_page_without_anything_shows_one(browser: Browser, path: str, drawing: str) -> None:
    assert f"#{drawing}" in browser.get(path).text
