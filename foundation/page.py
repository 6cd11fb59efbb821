"""What every page may ask for: the hidden token of a form, where one is, initials."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup

from foundation.html.portrait import portrait


def init_app(app: Flask, base_url: str = "") -> None:
    """Give templates the globals and the defaults the layout relies on."""
    app.jinja_env.globals.update(
        base_url=base_url.rstrip("/"),
        csrf=csrf,
        csrf_value=generate_csrf,
        has_page=has_page,
        here=here,
        initials=initials,
        drawn_portrait=portrait,
        form_id=form_id,
        url_for=path_to,
        written_in=written_in,
    )
    app.add_template_filter(cleaned)
    app.context_processor(defaults)


def keep_compiled(app: Flask, folder: Path) -> None:
    """Keep compiled templates over restarts: compiling them is most of what the first page waits for."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def path_to(endpoint: str, **values: Any) -> str:
    """The address of a page; of a page with numbers alone, from memory: a thread of comments asks for sixty."""
    if all(type(value) is int for value in values.values()) and has_request_context() and endpoint[0] != ".":
        return _path(request.script_root, endpoint, tuple(values.items()))
    return url_for(endpoint, **values)


def has_page(endpoint: str) -> bool:
    """Whether this site has such a page."""
    return endpoint in current_app.view_functions


@lru_cache(maxsize=20_000)
def _path(_root: str, endpoint: str, values: tuple[tuple[str, int], ...]) -> str:
    named: dict[str, Any] = dict(values)
    return url_for(endpoint, **named)


def defaults() -> dict[str, Any]:
    """Let the layout render before anybody signed in, and in tests of a single package."""
    return {"current_member": None, "unread_notices": 0, "desk_counts": DeskCounts()}


class DeskCounts:
    """How much waits at each desk, counted only where a page shows it, and once however often it does."""

    def __init__(self) -> None:
        self._counted: dict[str, int] = {}

    def get(self, endpoint: str) -> int:
        """The number of the desk behind an endpoint, or none."""
        counting: dict[str, Callable[[], int]] = current_app.extensions.get("desk_counts", {})
        if endpoint not in self._counted:
            self._counted[endpoint] = counting[endpoint]() if endpoint in counting else 0
        return self._counted[endpoint]


def count_desk(app: Flask, endpoint: str, waiting: Callable[[], int]) -> None:
    """Say how to count what waits at a desk."""
    app.extensions.setdefault("desk_counts", {})[endpoint] = waiting


def csrf() -> Markup:
    """Give the hidden input that every form carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def cleaned(html: str | None) -> Markup:
    """Show HTML that `foundation.html` made safe when it was written and that the database kept."""
    return Markup(html or "")


def written_in(code: str | None) -> Markup:
    """The attributes of people's own words: their language, and the way they are read."""
    return Markup(' lang="{}" dir="auto"').format(code) if code else Markup(' dir="auto"')


def here() -> str:
    """Give the path of this page with its query, to come back to."""
    if not has_request_context() or request.method not in ("GET", "HEAD"):
        return "/"
    return request.full_path.rstrip("?")


def initials(name: str | None) -> str:
    """Shorten a name to the one or two letters of an avatar."""
    words = [word for word in (name or "").split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "·"


def form_id(prefix: str) -> str:
    """Give an id that no other element of this page has."""
    g.page_ids = getattr(g, "page_ids", 0) + 1
    return f"{prefix}-{g.page_ids}"
