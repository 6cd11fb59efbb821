"""Why one is asked to sign in: packages say it in words for the pages they lead back to."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing.exceptions import RequestRedirect

from foundation.language import _

Words = Callable[..., str]
_NAME = "accounts.asking"


def register(app: Flask, endpoint: str, words: Words) -> None:
    """Say why a page asks to sign in; `words` gets what stands in the page's address, in the language spoken now."""
    app.extensions.setdefault(_NAME, {})[endpoint] = words


def why(way_back: str | None) -> str:
    """Why the page somebody comes from asked to sign in, as far as that page has words for it."""
    if not way_back:
        return ""
    try:
        endpoint, values = current_app.create_url_adapter(request).match(  # type: ignore[union-attr]  # in a request
            urlsplit(way_back).path, method="GET"
        )
    except (RequestRedirect, HTTPException):
        return ""
    words = current_app.extensions.get(_NAME, {}).get(endpoint)
    return str(words(**values)) if words else ""


def init_app(app: Flask) -> None:
    """Name the reasons of one's own account."""
    for endpoint in (
        "account",
        "security",
        "password",
        "address",
        "sessions",
        "erase",
        "second_factor_setup",
    ):
        register(
            app, f"accounts.{endpoint}", lambda: _("Your account opens for you alone, so please sign in.")
        )
