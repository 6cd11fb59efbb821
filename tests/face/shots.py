"""Pictures of the screens, for eyes: `bin/shots --help`."""

import argparse
import itertools
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from foundation.settings import ROOT
from tests.browser.fixtures import CHROMIUM
from tests.face import demo, screens, sheet
from tests.face.screens import Screen
from tests.face.windows import Windows, show, sideways

FOLDER = ROOT / "shots"


def main() -> None:
    """Take every picture, or those that were asked for."""
    asked = _asked()
    with demo.running(fresh=asked.fresh) as site, site.asked(), sync_playwright() as playwright:
        chosen = list(screens.chosen(asked.words))
        if asked.list:
            for screen in chosen:
                print(f"{screen.name:60} {screen.path()}")
            return
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        windows = Windows(site, chromium)
        taken: dict[str, list[Path]] = {}
        for _member, group in itertools.groupby(chosen, key=Screen.member):
            together = list(group)
            for language, theme, width in itertools.product(
                *(listed.split(",") for listed in (asked.lang, asked.theme, asked.only))
            ):
                page = windows.page(together[0], language=language, theme=theme)
                page.set_viewport_size({"width": int(width), "height": 844 if int(width) < 700 else 900})
                for screen in together:
                    file = FOLDER / f"{screen.name}-{width}-{theme}-{language}.png"
                    if take(page, screen, file):
                        taken.setdefault(screen.name, []).append(file)
        if asked.sheet:
            for name, files in taken.items():
                print(sheet.join(chromium, FOLDER / f"sheet-{name}.png", files))
        chromium.close()


def take(page: Page, screen: Screen, file: Path) -> bool:
    """Take one picture; what goes wrong is said, and the others are still taken."""
    try:
        show(page, screen)
        page.evaluate("document.fonts.ready")
        file.parent.mkdir(exist_ok=True)
        page.screenshot(path=file, full_page=True)
    except Exception as fault:
        print(file.name, "NOT TAKEN:", str(fault).splitlines()[0])
        return False
    print(file.name, f"SCROLLS SIDEWAYS by {over}" if (over := sideways(page)) > 0 else "")
    return True


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="bin/shots", description=__doc__)
    words.add_argument(
        "words",
        nargs="*",
        metavar="SCREEN",
        help="a path (/ is the home page, /ideas/ the board and all below it), or a part of a name (queue, moderator)",
    )
    words.add_argument("--only", default="390,768,1440", metavar="WIDTHS", help="such as 390,1440")
    words.add_argument("--theme", default="light,dark")
    words.add_argument("--lang", default="en,fr")
    words.add_argument(
        "--sheet", action="store_true", help="also join the pictures of each screen into shots/sheet-NAME.png"
    )
    words.add_argument("--fresh", action="store_true", help="load the demo again first")
    words.add_argument("--list", action="store_true", help="only say which screens there are")
    return words.parse_intermixed_args()


if __name__ == "__main__":
    main()
