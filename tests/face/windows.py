"""Browser windows of the demo's people, kept from one screen to the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.face.demo import Site
from tests.face.screens import Screen

SEND = """() => {
  const form = [...document.querySelectorAll('main form[method="post"]')]
    .find((one) => !one.matches('[action*="demo"], [data-vote]'));
  form.noValidate = true;
  for (const field of form.querySelectorAll("input, textarea"))
    if (["text", "email", "password", "search", "textarea"].includes(field.type)) field.value = "";
  form.requestSubmit();
}"""


class Windows:
    """One window for each person, language and theme."""

    def __init__(self, site: Site, chromium: Browser) -> None:
        self.site, self.chromium = site, chromium
        self.contexts: dict[Any, BrowserContext] = {}

    def page(self, screen: Screen, *, language: str, theme: str = "light", **how: Any) -> Page:
        """The window of whoever looks at the screen."""
        member = screen.member()
        key = (member.id if member else None, language, theme, *sorted(how.items()))
        if key not in self.contexts:
            context = self.chromium.new_context(
                locale=language, base_url=self.site.url, color_scheme=theme, reduced_motion="reduce", **how
            )  # fmt: skip
            context.add_cookies([self.site.cookie(member, language)])
            context.new_page()
            self.contexts[key] = context
        return self.contexts[key].pages[0]

    def close(self) -> None:
        """Close them all."""
        for context in self.contexts.values():
            context.close()
        self.contexts.clear()


@contextmanager
def letters(page: Page, size: int) -> Iterator[None]:
    """A reader who has asked the browser for letters of that many pixels, which also moves what asks for widths in em."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    yield
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    browser.detach()


def show(page: Page, screen: Screen) -> None:
    """Open a screen and bring it to its state."""
    answer = page.goto(screen.path())
    if screen.sent:
        with page.expect_navigation() as sent:
            page.evaluate(SEND)
        answer = sent.value
    assert answer is not None
    if answer.status != screen.status:
        raise AssertionError(f"{screen.name} answers {answer.status} at {page.url}")


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
