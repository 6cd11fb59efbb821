"""The budgets of the face, measured on the demo: `bin/budgets --help`. Ends with 1 when one is broken."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.fixtures import CHROMIUM
from tests.face import demo, lighthouse, screens, sources, tools, weights
from tests.face.screens import Screen

PAGES = {
    "home": Screen("portal.home"),
    "board": Screen("ideas.board"),
    "idea": Screen("ideas.idea", sight="answered"),
    "submit": Screen("ideas.new"),
    "sign-in": Screen("accounts.sign_in"),
    "queue": Screen("moderation.queue", "moderator"),
}
PARTS = ("weights", "lighthouse", "html")


class Budgets:
    """What was measured, what is broken, and what could not be measured here."""

    def __init__(self) -> None:
        self.figures: dict[str, Any] = {}
        self.broken: list[str] = []
        self.absent: list[str] = []

    def weights(self, site: demo.Site) -> None:
        """First and second view of each page."""
        print("page       first kB  requests  second kB  requests")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, screen in PAGES.items():
                first, second = weights.first_and_second(site, chromium, screen)
                self.figures[name] = {"first": first.figures(), "second": second.figures()}
                print(
                    f"{name:10} {first.size / 1000:8.1f} {first.requests:9} {second.size / 1000:10.1f} {second.requests:9}"
                )
                self.broken += weights.broken(name, first, second)
            chromium.close()

    def lighthouse(self, site: demo.Site) -> None:
        """Scores and times of each page."""
        tools.install()
        print("\npage       performance  accessibility  best practices  SEO  LCP ms    CLS  TBT ms")
        for name, screen in PAGES.items():
            report = lighthouse.measure(site, screen)
            self.figures.setdefault(name, {})["lighthouse"] = asdict(report)
            scores = report.scores
            print(
                f"{name:10} {scores['performance']:11} {scores['accessibility']:14} {scores['best-practices']:15} {scores['seo']:4} "
                f"{report.lcp_ms:7} {report.cls:6} {report.tbt_ms:7}"
            )
            for said in report.wanting:
                print(f"{'':10} {said}")
            self.broken += [f"{name}: {said}" for said in lighthouse.short_of(report, screen)]

    def html(self, site: demo.Site) -> None:
        """Errors of the HTML of every screen in both languages."""
        tools.install()
        pages = [
            (f"{screen.name}-{language}", sources.read(site, screen, language))
            for screen in screens.chosen([])
            for language in sources.LANGUAGES
        ]
        wrong = list(sources.invalid(pages))
        self.figures["html"] = {"pages": len(pages), "errors": len(wrong)}
        print(f"\nHTML: {len(pages)} pages, {len(wrong)} errors")
        self.broken += wrong


def main() -> None:
    """Measure and print; 1 when a budget is broken."""
    words = argparse.ArgumentParser(prog="bin/budgets", description=__doc__)
    words.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="these parts alone")
    words.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    asked = words.parse_args()
    budgets = Budgets()
    with demo.running(ENSEMBLE_LOG_LEVEL="ERROR") as site, site.asked():
        for part in asked.only:
            try:
                getattr(budgets, part)(site)
            except tools.Absent as absent:
                budgets.absent.append(f"{part}: {absent}")
    if asked.json:
        asked.json.write_text(
            json.dumps(
                {"figures": budgets.figures, "broken": budgets.broken, "absent": budgets.absent}, indent=2
            )
        )
    print(
        "\n"
        + "\n".join(
            [f"not measured: {said}" for said in budgets.absent]
            + [f"BROKEN {said}" for said in budgets.broken]
        )
    )
    print(
        "Every budget that was measured is kept."
        if not budgets.broken
        else f"{len(budgets.broken)} budgets are broken."
    )
    sys.exit(bool(budgets.broken))


if __name__ == "__main__":
    main()
