"""What the look of the site is made of, under addresses that change with it, so that browsers keep it for ever."""

from collections.abc import Callable
from functools import lru_cache

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from foundation import brand
from foundation.assets import Asset, Assets, asset_url
from foundation.brand import Look, pictures
from foundation.errors import NotFound
from portal.views import portal

FOR_EVER = "public, max-age=31536000, immutable"
SITE = "css/site.css"
TYPES = {"png": "image/png", "webp": "image/webp", "svg": "image/svg+xml; charset=utf-8"}


@portal.get("/brand.<sheet>.css")
def brand_style(sheet: str) -> ResponseReturnValue:
    look = _look_with(sheet_of, sheet)
    kept: Assets = current_app.extensions["assets"]
    joined = _joined(kept.by_path[SITE].body, look.palette.style)
    body, encoding = joined.best_form(request.headers.get("Accept-Encoding", ""), kept.cache)
    response = _kept(body, joined.type)
    response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def site_style() -> str:
    """The address of the one style sheet of every page: as it came, or with the colours of the brand in its end."""
    look = brand.look()
    return url_for("portal.brand_style", sheet=sheet_of(look)) if look.style_digest else asset_url(SITE)


@portal.get("/brand/logo-<logo>.<form>")
def brand_logo(logo: str, form: str) -> ResponseReturnValue:
    look = brand.look()
    if look.logo_digest != logo:
        look = brand.look_of(brand.with_logo(logo))  # letters of last year still show theirs
    if form not in ("png", "webp"):
        raise NotFound
    try:
        response = _kept(pictures.logo(look, form), TYPES[form])
    except FileNotFoundError:
        raise NotFound from None
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # mail programs on the web show it too
    return response


@portal.get("/brand/icon-<icon>.svg")
def brand_mark(icon: str) -> ResponseReturnValue:
    look = _look_with(lambda look: look.icon_digest, icon)
    return _kept(pictures.drawing(look), TYPES["svg"])


@portal.get("/brand/icon-<icon>-<int:side>-<kind>.png")
def brand_icon(icon: str, side: int, kind: str) -> ResponseReturnValue:
    look = _look_with(lambda look: look.icon_digest, icon)
    if side not in pictures.SIDES or kind not in pictures.KINDS:
        raise NotFound
    return _kept(pictures.icon(look, side, kind), TYPES["png"])


def sheet_of(look: Look) -> str:
    """A short name for the style sheet of this release in that look."""
    kept: Assets = current_app.extensions["assets"]
    return look.style_digest and look.style_digest + kept.by_path[SITE].digest


@lru_cache(maxsize=4)
def _joined(site: bytes, style: str) -> Asset:
    return Asset("brand.css", site + style.encode())


def _look_with(digest_of: Callable[[Look], str], digest: str) -> Look:
    """The look of that digest; a page of another process may name one that this process has not seen yet."""
    if digest_of(brand.look()) != digest:
        brand.saved()
    look = brand.look()
    if not digest or digest_of(look) != digest:
        raise NotFound
    return look


def _kept(body: str | bytes, kind: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Cache-Control"] = FOR_EVER
    return response
