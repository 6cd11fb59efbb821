"""Pages made once for many readers: the HTML is kept by what it shows, and each reader's form token is put in last.

Nothing has to be forgotten when something changes: what a page shows is read again for each reader, and
other content is another key. Only the rendering is saved.
"""

import hashlib
import secrets
from collections import OrderedDict
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, g, render_template, request, session
from flask_wtf.csrf import generate_csrf

from . import brand
from .clock import now
from .language import language

MOST = 200
TOKEN = "csrf_token"  # noqa: S105  the name of a field


class Kept:
    """Rendered pieces by their key, the least used forgotten first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.mark = secrets.token_hex(16)
        self.pieces: OrderedDict[bytes, str] = OrderedDict()
        self.lock = Lock()

    def get(self, key: bytes) -> str | None:
        """The piece, if it is still kept."""
        with self.lock:
            if key in self.pieces:
                self.pieces.move_to_end(key)
            return self.pieces.get(key)

    def put(self, key: bytes, piece: str) -> str:
        """Keep a piece."""
        with self.lock:
            self.pieces[key] = piece
            while len(self.pieces) > self.most:
                self.pieces.popitem(last=False)
        return piece


def shown(template: str, *, same: object = None, status: int = 200, **context: Any) -> Response:
    """A page with an ETag. `same` is all that makes it what it is; None means that it is one person's own."""
    kept: Kept = current_app.extensions["pages"]
    key = (
        key_of(template, request.full_path, _while(), same)
        if same is not None and not session.get("_flashes")
        else None
    )
    html = kept.get(key) if key else None
    if html is None:
        html = _rendered(kept, template, context)
        if key:
            kept.put(key, html)
    token = generate_csrf()
    response = Response(html.replace(kept.mark, token), status, mimetype="text/html")
    response.set_etag(key_of(html, session.get(TOKEN)).hex()[:32])
    if status == 200:
        response.make_conditional(request)
    return response


def piece(template: str, *, same: object, **context: Any) -> str:
    """A part of a page, kept by `same`; only within `shown`, which puts the tokens in."""
    kept: Kept = current_app.extensions["pieces"]
    key = key_of(template, same)
    found = kept.get(key)
    if found is None:
        made = current_app.jinja_env.get_template(template).render(context)
        found = kept.put(key, made) if g.get(TOKEN) == current_app.extensions["pages"].mark else made
    return found


def key_of(*parts: object) -> bytes:
    """A short name for what is shown, in the language and the look it is shown in."""
    return hashlib.sha256(
        repr((language(), brand.look().digest, parts)).encode(errors="surrogatepass")
    ).digest()


def _while() -> int:
    """Pages say "3 minutes ago", so none is kept for longer than that."""
    return int(now().timestamp()) // 180


def _rendered(kept: Kept, template: str, context: dict[str, Any]) -> str:
    """The page with a mark where the token goes."""
    before = g.pop(TOKEN, None)
    setattr(g, TOKEN, kept.mark)
    try:
        return render_template(template, **context)
    finally:
        g.pop(TOKEN)
        if before is not None:
            setattr(g, TOKEN, before)


def init_app(app: Flask) -> None:
    """Begin with nothing kept."""
    app.extensions["pages"] = Kept(MOST)
    app.extensions["pieces"] = Kept(MOST * 20)
