"""Two ways of using a page: with a pointer, and with the keys Tab, Space and Enter alone."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 120
RING = """(element) => {
  const near = [element, element.closest("label"), element.nextElementSibling, element.parentElement];
  return near.some((one) => one && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none"));
}"""
IN_SIGHT = """(element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}"""


class Pointer:
    """Clicks and fills."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        """A button, a link, a box."""
        what.click()

    def write(self, where: Locator, words: str) -> None:
        """Words into a field."""
        where.fill(words)


class Keys:
    """Tab until the thing has the focus, which must be seen; then Enter or Space."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, what: Locator) -> None:
        """Go there step by step, from where the focus is to the end of the page and round once."""
        expect(what).to_be_visible()
        for _step in range(MOST_TABS):
            if what.evaluate("(element) => element === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(what).to_be_focused()
        assert what.evaluate(RING), f"nothing shows the focus on {what}"
        assert what.evaluate(IN_SIGHT), f"{what} has the focus out of sight"

    def press(self, what: Locator) -> None:
        """A button, a link, a box."""
        self.reach(what)
        self.page.keyboard.press("Space" if what.get_attribute("type") in ("radio", "checkbox") else "Enter")

    def write(self, where: Locator, words: str) -> None:
        """Words into a field."""
        self.reach(where)
        self.page.keyboard.type(words)
