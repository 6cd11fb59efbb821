"""Pictures of the main screens, for eyes: `bin/shots [PATH …]`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.fixtures import CHROMIUM, ROOT, Live

WIDTHS = (390, 768, 1440)
SCREENS = {
    None: (
        "/",
        "/ideas/",
        "/roadmap",
        "/changelog",
        "/spaces/",
        "/search?q=bag",
        "/sign-in",
        "/register",
        "/design",
        "/rules",
        "/privacy",
        "/nothing-here",
    ),
    "customer": ("/", "/ideas/", "/ideas/new", "/me", "/me/security", "/me/sessions", "/me/data", "/notices"),
    "moderator": ("/moderation/", "/moderation/queue", "/moderation/decisions", "/moderation/words"),
    "product_manager": ("/feedback/",),
    "crm_manager": ("/customers/",),
    "admin": ("/admin/", "/admin/mail", "/admin/jobs"),
}


def main() -> None:
    """Take every picture, or those of the paths named."""
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        live = Live(Path(place))
        shown = live.scene("neighbourhood")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for who, paths in SCREENS.items():
            chosen = [path for path in (*paths, *shown.get(who or "", ())) if not wanted or path in wanted]
            for language in ("en", "fr"):
                for theme in ("light", "dark"):
                    _take(live, chromium, folder, who, chosen, language, theme)
        chromium.close()
        live.stop()


def _take(
    live: Live, chromium: Browser, folder: Path, who: str | None, paths: list[str], language: str, theme: str
) -> None:
    entry = live.scene("sign_in", who, language) if who and paths else None
    for width in WIDTHS if paths else ():
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, base_url=live.url, color_scheme=theme,
            reduced_motion="reduce",
        )  # fmt: skip
        if entry:
            context.add_cookies([{"name": entry["cookie"], "value": entry["value"], "url": live.url}])
        page = context.new_page()
        for path in paths:
            page.goto(path)
            page.evaluate("document.fonts.ready")
            sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            name = path.split("?")[0].strip("/").replace("/", "_") or "home"
            file = folder / f"{who or 'visitor'}-{name}-{width}-{theme}-{language}.png"
            page.screenshot(path=file, full_page=True)
            print(file.name, f"SCROLLS SIDEWAYS by {sideways}" if sideways > 0 else "")  # noqa: T201
        context.close()


if __name__ == "__main__":
    main()
