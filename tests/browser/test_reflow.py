"""Longer languages and larger text: nothing may scroll sideways or be cut."""

import pytest

from tests.browser.fixtures import Open, wider_than_screen

PAGES = ["/", "/design", "/rules", "/search?q=bag", "/sign-in", "/register"]
LONGER = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter((one) => one.textContent.trim().length > 1)) {
    const words = text.textContent.trim();
    text.textContent += " " + words.slice(0, Math.ceil(words.length * 0.4));
  }
}"""


@pytest.mark.parametrize("path", PAGES)
def test_every_width_holds_the_page_and_texts_may_be_two_fifths_longer(open_as: Open, path: str) -> None:
    page = open_as()
    page.goto(path)
    for width in (1440, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert not wider_than_screen(page), width
    page.set_viewport_size({"width": 390, "height": 900})
    page.evaluate(LONGER)
    assert not wider_than_screen(page)
