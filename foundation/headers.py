"""Headers of every answer, and which hosts and origins we answer."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from .language import language
from .settings import Settings, current

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
SPOKEN = frozenset(("text/html", "application/json", "application/atom+xml", "application/manifest+json"))
"""What is written in the reader's language, often for this reader alone: no cache on the way may give it to another."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def hosts(settings: Settings) -> list[str]:
    """The host names this site answers to."""
    named = [host.strip() for host in settings.trusted_hosts.split(",") if host.strip()]
    base = urlsplit(settings.base_url).hostname
    return named or [host for host in (base, "localhost", "127.0.0.1", "[::1]") if host]


def _same_origin() -> None:
    """Refuse an unsafe request that another site's page sent."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        abort(400)
    origin = request.headers.get("Origin")
    known = (urlsplit(request.host_url).netloc, urlsplit(current().base_url).netloc)
    if origin and _site(origin) not in known:
        abort(400)


def _site(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _seal(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", language())
    if response.mimetype in SPOKEN:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Cookie", "HX-Request", "Accept-Language"))
    return response


def init_app(app: Flask, settings: Settings) -> None:
    """Check where a request comes from and seal every answer."""
    app.config["TRUSTED_HOSTS"] = hosts(settings)
    app.before_request(_same_origin)
    app.after_request(_seal)
