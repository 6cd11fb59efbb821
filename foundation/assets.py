"""Static files under hashed names: styles and scripts joined at start, compressed once, served for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, current_app
from markupsafe import Markup, escape

STATIC = Path(__file__).resolve().parent.parent / "static"
PREFIX = "/static/"
COMPRESSIBLE = {".css", ".js", ".svg", ".json", ".txt"}
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2"}
IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)
JOINED_SCRIPT = re.compile(r"^// join: (\S+)\n", re.MULTILINE)
CSS_URL = re.compile(r'url\("(?:\.\./)+([^"]+)"\)')
SCRIPT_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
INDENT = re.compile(r"^[ ]+", re.MULTILINE)
CSS_SPACE = re.compile(r"\s*([{};,>])\s*")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Asset:
    """One file as it is served: its bytes, its type, and the two compressed forms made when first asked."""

    def __init__(self, name: str, body: bytes) -> None:
        self.body = body
        self.suffix = Path(name).suffix
        self.digest = hashlib.sha256(body).hexdigest()[:12]
        stem = name.removesuffix(self.suffix)
        self.url = f"{PREFIX}{stem}.{self.digest}{self.suffix}"
        self.type = TYPES.get(self.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._forms: dict[str, bytes] = {}

    def best_form(self, accepted: str, cache: Path | None) -> tuple[bytes, str]:
        """Give the smallest form the browser takes, and the name of its encoding."""
        for encoding, squeeze in ENCODINGS:
            if self.suffix in COMPRESSIBLE and encoding in accepted:
                if encoding not in self._forms:
                    self._forms[encoding] = _kept(cache, f"{self.digest}.{encoding}", squeeze, self.body)
                return self._forms[encoding], encoding
        return self.body, ""


# Symbols that point along the line turn round where one reads from right to left.
POINTING = {"left", "right", "reply", "undo", "truck"}

ENCODINGS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("br", lambda body: brotli.compress(body, quality=11)),
    ("gzip", lambda body: gzip.compress(body, compresslevel=9, mtime=0)),
)


class Assets:
    """All files of the static folder, known by their plain path and by their hashed address."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self.root, self.cache = root, cache
        self.stamp = 0.0
        self.load()

    def load(self) -> None:
        """Read the folder: plain files first, then styles and scripts, which name the others."""
        self.stamp = self.newest()
        self.by_path: dict[str, Asset] = {}
        self.by_url: dict[str, Asset] = {}
        for path in sorted(p for p in self.root.rglob("*") if p.is_file()):
            name = path.relative_to(self.root).as_posix()
            if not name.startswith(("css/", "js/")):
                self._add(name, path.read_bytes())
        for entry in self._entries("css", IMPORT):
            self._add(f"css/{entry.name}", self._style(entry).encode())
        for entry in self._entries("js", JOINED_SCRIPT):
            self._add(f"js/{entry.name}", self._script(entry).encode())

    def newest(self) -> float:
        """Say when the folder last changed (used in development only)."""
        return max(path.stat().st_mtime for path in self.root.rglob("*"))

    def _add(self, name: str, body: bytes) -> None:
        found = Asset(name, body)
        self.by_path[name] = self.by_url[found.url] = found

    def _entries(self, folder: str, joins: re.Pattern[str]) -> list[Path]:
        """Find the entry points of a folder: the files that join others."""
        return [
            path for path in sorted((self.root / folder).glob("*.*")) if joins.search(path.read_text("utf-8"))
        ]

    def _style(self, entry: Path) -> str:
        joined = IMPORT.sub(lambda m: (entry.parent / m[1]).read_text("utf-8"), entry.read_text("utf-8"))
        joined = CSS_COMMENT.sub("", joined)
        joined = CSS_URL.sub(lambda m: f'url("{self.by_path[m[1]].url}")', joined)
        return CSS_SPACE.sub(r"\1", re.sub(r"\n\s*", "\n", joined)).replace(";}", "}")

    def _script(self, entry: Path) -> str:
        return JOINED_SCRIPT.sub(lambda m: _block(self.root / m[1]), entry.read_text("utf-8"))

    def respond(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes] | None:
        """Answer a request for a hashed address; None when it is not one of ours."""
        found = self.by_url.get(environ.get("PATH_INFO", ""))
        if found is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        body, encoding = found.best_form(environ.get("HTTP_ACCEPT_ENCODING", ""), self.cache)
        headers = [
            ("Content-Type", found.type),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "public, max-age=31536000, immutable"),
            ("ETag", f'"{found.digest}"'),
            ("Vary", "Accept-Encoding"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def init_app(app: Flask, *, cache: Path | None = None, root: Path = STATIC) -> None:
    """Serve the static folder and give templates `asset` and `icon`."""
    kept = Assets(root, cache)
    app.extensions["assets"] = kept
    dynamic = app.wsgi_app

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return kept.respond(environ, start) or dynamic(environ, start)

    app.wsgi_app = serve  # type: ignore[method-assign,assignment]
    app.jinja_env.globals.update(asset=asset_url, icon=icon)


def follow_changes(app: Flask) -> None:
    """Read the static folder again when a file in it changed: for people who work on the look."""

    @app.before_request
    def reload_when_changed() -> None:
        kept: Assets = app.extensions["assets"]
        if kept.newest() > kept.stamp:
            kept.load()


def asset_url(path: str) -> str:
    """Give the hashed address of a static file, such as `icons.svg`."""
    kept: Assets = current_app.extensions["assets"]
    return kept.by_path[path].url


def icon(name: str, css: str = "icon", label: str = "") -> Markup:
    """Draw a symbol of the sprite; without a label it is decoration."""
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    css = f"{css} points".strip() if name in POINTING else css
    return Markup(
        f'<svg class="{escape(css)}" {voice}><use href="{asset_url("icons.svg")}#{escape(name)}"/></svg>'
    )


def _block(path: Path) -> str:
    """Put a script of ours into a block of its own, without what only its authors read; others' stay as they came."""
    text = path.read_text("utf-8")
    if path.parent.name != "js":
        return text + "\n"
    return f"{{\n{INDENT.sub('', SCRIPT_COMMENT.sub('', text))}\n}}\n"


def _kept(cache: Path | None, name: str, squeeze: Callable[[bytes], bytes], body: bytes) -> bytes:
    """Read the compressed form from the cache folder, or make it and keep it where the disk allows."""
    if cache is None:
        return squeeze(body)
    path = cache / name
    try:
        return path.read_bytes()
    except OSError:
        made = squeeze(body)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{name}.new")
        new.write_bytes(made)
        new.replace(path)
    except OSError:
        pass
    return made
