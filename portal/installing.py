"""The site as an application on a home screen, and its one page for when the network is away."""

import hashlib
import json

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import brand
from foundation.assets import STATIC, asset_url
from foundation.brand.palette import DAY
from foundation.language import LANGUAGES, _, language as spoken, speaking
from portal.branding import site_style
from portal.views import portal

SHORT = 12  # letters that fit under an icon
WORKER = STATIC / "js" / "worker.js"
PARTS = (
    "css/own.css", "js/offline.js", "icons.svg", "fonts/young-serif.woff2", "fonts/radio-canada.woff2",
)  # fmt: skip


@portal.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    look, name = brand.look(), brand.name()
    said = {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= SHORT else name.split()[0][:SHORT],
        "description": _("Propose, vote, and follow what changes because of you."),
        "lang": spoken(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": DAY.paper,
        "theme_color": look.palette.day.accent,
        "icons": [_icon(look, 192, "plain"), _icon(look, 512, "plain"), _icon(look, 512, "maskable")],
        "shortcuts": [{"name": _("Propose an idea"), "url": url_for("ideas.new"), "icons": [_icon(look, 192, "plain")]}],
    }  # fmt: skip
    response = Response(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    return response


@portal.get("/offline")
def offline() -> ResponseReturnValue:
    chosen = request.args.get("language", "")
    with speaking(chosen if chosen in LANGUAGES else spoken()):
        return render_template("portal/offline.html")


@portal.get("/sw.js")
def worker() -> ResponseReturnValue:
    pages = {code: url_for("portal.offline", language=code) for code in LANGUAGES}
    parts, code = _parts(), WORKER.read_text("utf-8")
    version = hashlib.sha256(f"{code}{parts}{_texts()}".encode()).hexdigest()[:12]
    kept = {"version": version, "pages": pages, "parts": parts}
    response = Response(
        f"const KEPT = {json.dumps(kept)};\n{code}", content_type="text/javascript; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(version)
    return response.make_conditional(request)


def _parts() -> list[str]:
    """What the page is made of: files whose address changes with their content."""
    look = brand.look()
    parts = [site_style(), *map(asset_url, PARTS)]
    if look.logo:
        parts.append(url_for("portal.brand_logo", logo=look.logo_digest, form="webp"))
    return parts


def _texts() -> str:
    """The page itself, whose words may change without any file."""
    source = current_app.jinja_env.get_template("portal/offline.html")
    pages = []
    for code in LANGUAGES:
        with speaking(code):
            pages.append(source.render())
    return "".join(pages)


def _icon(look: brand.Look, side: int, kind: str) -> dict[str, str]:
    src = url_for("portal.brand_icon", icon=look.icon_digest, side=side, kind=kind)
    purpose = "maskable" if kind == "maskable" else "any"
    return {"src": src, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
