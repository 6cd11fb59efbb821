"""Lighthouse on a page, as on a middling phone with a slow line."""

import json
import os
import signal
import statistics
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser.fixtures import CHROMIUM
from tests.face import tools
from tests.face.demo import Site
from tests.face.screens import Screen

CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 95}
LCP_MS, CLS = 1800, 0.02
LONGEST = 120
RUNS = 3


@dataclass(frozen=True)
class Report:
    """Scores out of 100, the two times people feel, and the audits that were found wanting."""

    scores: dict[str, int]
    lcp_ms: int
    cls: float
    tbt_ms: int
    wanting: list[str] = field(default_factory=list)


def measure(site: Site, screen: Screen) -> Report:
    """The report of a page; one that falls short is measured three times, and the middle counts."""
    first = _run(site, screen)
    if not list(short_of(first, screen)):
        return first
    reports = [first, *(_run(site, screen) for _again in range(RUNS - 1))]
    return Report(
        {name: round(statistics.median(one.scores[name] for one in reports)) for name in CATEGORIES},
        round(statistics.median(one.lcp_ms for one in reports)),
        statistics.median(one.cls for one in reports),
        round(statistics.median(one.tbt_ms for one in reports)),
        sorted({said for one in reports for said in one.wanting}),
    )


def short_of(report: Report, screen: Screen) -> list[str]:
    """Which budgets a page does not keep. What is behind the sign-in asks search engines to stay out."""
    wanted = {name: least for name, least in CATEGORIES.items() if name != "seo" or screen.member() is None}
    broken = [
        f"{name} {report.scores[name]} < {least}"
        for name, least in wanted.items()
        if report.scores[name] < least
    ]
    if report.lcp_ms > LCP_MS:
        broken.append(f"LCP {report.lcp_ms} ms > {LCP_MS}")
    if report.cls > CLS:
        broken.append(f"CLS {report.cls} > {CLS}")
    return broken


def _run(site: Site, screen: Screen) -> Report:
    cookie = site.cookie(screen.member(), "en")
    with tempfile.TemporaryDirectory() as place:
        target, headers = Path(place) / "report.json", Path(place) / "headers.json"
        headers.write_text(json.dumps({"Cookie": f"{cookie['name']}={cookie['value']}"}))
        process = subprocess.Popen(
            [
                *tools.lighthouse(), site.url + screen.path(), "--quiet", "--output=json", f"--output-path={target}",
                f"--extra-headers={headers}", "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
            ],
            cwd=place, env=os.environ | {"CHROME_PATH": CHROMIUM, "TMPDIR": place}, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        try:
            _out, said = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        if not target.exists():
            raise RuntimeError(f"Lighthouse said: {said.decode()[-400:]}")
        return _read(json.loads(target.read_text()))


def _read(said: dict[str, Any]) -> Report:
    audits = said["audits"]
    wanting = [
        f"{name}: {audits[ref['id']]['title']} ({audits[ref['id']].get('displayValue', '')})"
        for name in CATEGORIES
        for ref in said["categories"][name]["auditRefs"]
        if ref["weight"]
        and (audits[ref["id"]]["score"] or 0) < 0.9
        and audits[ref["id"]]["score"] is not None
    ]
    return Report(
        {name: round((said["categories"][name]["score"] or 0) * 100) for name in CATEGORIES},
        round(audits["largest-contentful-paint"]["numericValue"]),
        round(audits["cumulative-layout-shift"]["numericValue"], 4),
        round(audits["total-blocking-time"]["numericValue"]),
        wanting,
    )
