"""Pictures of the screens, for eyes: `bin/shots --help`."""

import argparse
import itertools
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from foundation.settings import ROOT
from tests.browser.fixtures import CHROMIUM
from tests.face import demo, screens, sheet
from tests.face.screens import Screen

WIDTHS, THEMES, LANGUAGES = (390, 768, 1440), ("light", "dark"), ("en", "fr")
FOLDER = ROOT / "shots"
SEND = """() => {
  const form = document.querySelector('main form[method="post"]:not([action*="demo"]):not([data-vote])');
  form.noValidate = true;
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea"))
    if (["text", "email", "password", "search"].includes(field.type) || field.tagName === "TEXTAREA") field.value = "";
  form.requestSubmit();
}"""


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


def context_for(site: demo.Site, chromium: Browser, screen: Screen, language: str, **how: Any) -> Any:
    """A browser window for whoever looks at the screen, in a language."""
    context = chromium.new_context(
        locale=language, base_url=site.url, reduced_motion="reduce", **{"color_scheme": "light"} | how
    )
    context.add_cookies([site.cookie(screen.member(), language)])
    return context


def main() -> None:
    """Take every picture, or those that were asked for."""
    asked = _asked()
    with demo.running(fresh=asked.fresh) as site, sync_playwright() as playwright:
        chosen = list(screens.chosen(asked.words))
        if asked.list:
            for screen in chosen:
                print(f"{screen.name:60} {screen.path()}")
            return
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        taken: dict[str, list[Path]] = {}
        for _member, group in itertools.groupby(chosen, key=Screen.member):
            together = list(group)
            for language, theme, width in itertools.product(asked.lang, asked.theme, asked.only):
                size = {"width": width, "height": 844 if width < 700 else 900}
                context = context_for(
                    site, chromium, together[0], language, viewport=size, color_scheme=theme
                )
                page = context.new_page()
                for screen in together:
                    file = FOLDER / f"{screen.name}-{width}-{theme}-{language}.png"
                    if take(page, screen, file):
                        taken.setdefault(screen.name, []).append(file)
                context.close()
        if asked.sheet:
            for name, files in taken.items():
                print(sheet.join(chromium, FOLDER / f"sheet-{name}.png", files))
        chromium.close()


def take(page: Page, screen: Screen, file: Path) -> bool:
    """Take one picture; what goes wrong is said, and the others are still taken."""
    try:
        show(page, screen)
        page.evaluate("document.fonts.ready")
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        file.parent.mkdir(exist_ok=True)
        page.screenshot(path=file, full_page=True)
    except Exception as fault:
        print(file.name, "NOT TAKEN:", str(fault).splitlines()[0])
        return False
    print(file.name, f"SCROLLS SIDEWAYS by {sideways}" if sideways > 0 else "")
    return True


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="bin/shots", description=__doc__)
    words.add_argument(
        "words",
        nargs="*",
        metavar="SCREEN",
        help="a path (/ is the home page, /ideas/ the board and all below it), or a part of a name (queue, moderator)",
    )
    words.add_argument(
        "--only",
        type=int,
        nargs="+",
        default=WIDTHS,
        metavar="WIDTH",
        help="these widths instead of 390 768 1440",
    )
    words.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    words.add_argument("--lang", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    words.add_argument(
        "--sheet", action="store_true", help="also join the pictures of each screen into shots/sheet-NAME.png"
    )
    words.add_argument("--fresh", action="store_true", help="load the demo again first")
    words.add_argument("--list", action="store_true", help="only say which screens there are")
    return words.parse_intermixed_args()


if __name__ == "__main__":
    main()
