"""What axe finds on a page; asked once for all, and for colours alone where only they can differ."""

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The dark theme is the light one with other colours: style sheets tell them apart by light-dark() alone, which gives
# nothing but colours. These are the rules that look at colours.
COLOURS = ("color-contrast", "link-in-text-block")
# The rules that measure; the others read names, roles and structure, which are the same on every screen.
MEASURES = ("target-size", "scrollable-region-focusable")
ASK = """(only) => axe.run({ runOnly: only, resultTypes: ["violations"] }).then((found) => found.violations.map(
  (one) => ({ id: one.id, impact: one.impact, at: one.nodes.slice(0, 4).map((node) => node.target) })))"""


def violations(page: Page, only: Iterable[str] = RULES, *, mild: bool = True) -> list[str]:
    """What is wrong with a page by these rules or groups of rules; `mild` faults count, too."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    wanted: list[dict[str, Any]] = page.evaluate(ASK, list(only))
    return [f"{one['id']}: {one['at']}" for one in wanted if mild or one["impact"] in ("serious", "critical")]


def violations_by_night(page: Page) -> list[str]:
    """What is wrong with the colours of a page in the dark; then it is day again."""
    page.emulate_media(color_scheme="dark")
    found = violations(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return found
