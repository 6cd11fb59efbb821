"""A server process, a Chromium, and pages that fail their test on console errors and foreign requests."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

from tests.browser.axe import violations

ROOT = Path(__file__).resolve().parents[2]
# The shell is the same engine without a desktop's windows: a page in a context of its own costs it a fifth.
NAMED = (os.environ.get("ENSEMBLE_CHROMIUM", ""), "chromium-headless-shell", "chromium")
CHROMIUM = next(filter(None, map(shutil.which, NAMED)), "/usr/bin/chromium")
PATIENCE = 30_000
"""Milliseconds a page may take to do what is expected of it: a busy machine is slow, and no fault of the page."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests and the journeys need a browser."""
    for item in items:
        if {ROOT / "tests" / "browser", ROOT / "tests" / "journeys"} & set(item.path.parents):
            item.add_marker("browser")


class Live:
    """The running server: its address, and the scenes it can set up."""

    def __init__(self, folder: Path) -> None:
        self.log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.browser.server", str(folder)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True,
        )  # fmt: skip
        self.url: str = self._hear()["url"]

    def scene(self, name: str, *args: Any, **values: Any) -> Any:
        """Call a function of tests/browser/scenes.py in the server."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"name": name, "args": args, "values": values}) + "\n")
        self.process.stdin.flush()
        answer = self._hear()
        assert "fault" not in answer, answer
        return answer["result"]

    def _hear(self) -> dict[str, Any]:
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith("{"):
                heard = json.loads(line)
                if heard.keys() & {"url", "result", "fault"}:
                    return dict(heard)
        raise AssertionError("the server of the browser tests has stopped")

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(10)
        for pipe in (self.process.stdin, self.process.stdout, self.log):
            if pipe:
                pipe.close()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server."""
    server = Live(tmp_path_factory.mktemp("live"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
        )
        yield browser
        browser.close()


Open = Callable[..., Page]


def _is_fault(said: ConsoleMessage) -> bool:
    """Errors, except that htmx names each request it gives up for a newer one."""
    return said.type == "error" and not said.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))


@pytest.fixture
def open_as(live: Live, chromium: Browser) -> Iterator[Open]:
    """Give a page of a new browser: `open_as("customer", width=390, scripts=False, language="fr", theme="dark")`."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda asked: faults.append(asked.url) if _foreign(asked.url, live.url) else None)

    def opened(
        who: str | None = None, *, width: int = 1440, height: int = 900, scripts: bool = True,
        language: str = "en", theme: Any = "light", forgiving: bool = False,
        worker: bool = False,
    ) -> Page:  # fmt: skip
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale=language,
            color_scheme=theme, base_url=live.url, reduced_motion="reduce",
            service_workers="allow" if worker else "block",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if not forgiving:
            watch(page)
        if who:
            entry = live.scene("sign_in", who, language)
            context.add_cookies([{"name": entry["cookie"], "value": entry["value"], "url": live.url}])
            page.member_id = entry["id"]
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, f"the console or the network complained: {faults}"


def _foreign(url: str, own: str) -> bool:
    return not url.startswith((own, own.replace("http", "ws", 1), "data:", "blob:", "about:"))


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing serious on a page."""

    def check(page: Page, *, strictly: bool = False) -> None:
        told = violations(page, mild=strictly)
        assert not told, f"{page.url}: {told}"

    return check


def kept(page: Page, words: str) -> None:
    """Wait until the device keeps these words as a draft."""
    page.wait_for_function(
        "(words) => Object.values(localStorage).some((one) => one.includes(words))", arg=words
    )


def goto_and_watch(page: Page, url: str) -> None:
    """Open a page and wait until its line for live numbers stands."""
    page.add_init_script(
        "document.addEventListener('live:watching', () => { globalThis.isWatching = true; })"
    )
    page.goto(url)
    page.wait_for_function("() => globalThis.isWatching")


class Held:
    """Requests that wait on their way until the test lets them go: no machine is too slow for what is tried meanwhile."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page, self.pattern = page, pattern
        self.waiting: list[Route] = []
        page.route(pattern, lambda route: self.waiting.append(route))  # noqa: PLW0108  Playwright marks its handlers

    def go(self) -> None:
        """Let them go, and all that follow."""
        for route in self.waiting:
            route.continue_()
        self.page.unroute(self.pattern)


def wider_than_screen(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
