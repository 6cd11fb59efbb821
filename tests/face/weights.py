"""What a page costs on the wire: bytes as they travel, headers included, and requests."""

from dataclasses import asdict, dataclass
from typing import Any

from playwright.sync_api import Browser, Request

from tests.face.demo import Site
from tests.face.screens import Screen

# Bytes and requests of the first view, bytes of the second. The board's is the promise; an idea may bring the slanted
# face for what it quotes, the sign-in and the desks their own style and script, which the board must not pay for. The
# queue's socket and its claim on the case follow when the page has been read for a moment: 14 kB that nobody waits for.
MOST = {
    "home": (90_000, 8, 15_000),
    "board": (90_000, 8, 15_000),
    "idea": (100_000, 8, 20_000),
    "submit": (90_000, 8, 15_000),
    "sign-in": (90_000, 9, 15_000),
    "queue": (105_000, 9, 25_000),
}


@dataclass(frozen=True)
class View:
    """One view of a page: bytes, requests, and the addresses asked elsewhere."""

    size: int
    requests: int
    elsewhere: list[str]

    def figures(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def first_and_second(site: Site, chromium: Browser, screen: Screen) -> tuple[View, View]:
    """A page in a browser that has seen nothing of the site yet, and in one that has seen another page of it."""
    return _view(site, chromium, screen, ()), _view(site, chromium, screen, ("/rules",))


def broken(name: str, first: View, second: View) -> list[str]:
    """Which budgets of a page are broken."""
    held = zip(
        (
            "bytes of the first view",
            "requests of the first view",
            "bytes of the second view",
            "requests elsewhere",
        ),
        (first.size, first.requests, second.size, len(first.elsewhere + second.elsewhere)),
        (*MOST[name], 0),
        strict=True,
    )
    return [f"{name}, {what}: {figure} > {most}" for what, figure, most in held if figure > most]


def _view(site: Site, chromium: Browser, screen: Screen, before: tuple[str, ...]) -> View:
    context = chromium.new_context(base_url=site.url, locale="en", viewport={"width": 1440, "height": 900})
    if screen.member():
        context.add_cookies([site.cookie(screen.member(), "en")])
    for path in before:
        context.new_page().goto(path, wait_until="networkidle")
    asked: list[Request] = []
    page = context.new_page()
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108  Playwright marks its handlers
    page.goto(screen.path(), wait_until="networkidle")
    travelled = {request.url: size for request in asked if (size := _travelled(request))}
    context.close()
    elsewhere = [url for url in travelled if not url.startswith(site.url)]
    return View(sum(travelled.values()), len(travelled), elsewhere)


def _travelled(request: Request) -> int:
    """The bytes of an answer; none when the browser had kept it."""
    sizes = request.sizes()
    return 0 if request.url.startswith("data:") else sizes["responseHeadersSize"] + sizes["responseBodySize"]
