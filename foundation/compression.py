"""Pages travel compressed when the reader asked for them here, never when another site made the browser ask.

Compressing a page that holds a form's token and something an attacker chose would let the length tell the token
(BREACH); that takes many requests from another site, and those are answered plainly.
"""

import brotli
from flask import Flask, Response, request

SMALLEST = 1400
TYPES = frozenset({"text/html", "application/json", "application/problem+json"})
QUALITY = 4


def _compress(response: Response) -> Response:
    if response.mimetype not in TYPES or response.direct_passthrough or response.is_streamed:
        return response
    response.vary.update(("Accept-Encoding", "Sec-Fetch-Site"))
    plain = "Content-Encoding" not in response.headers and request.method != "HEAD"
    if plain and _asked_here() and (response.calculate_content_length() or 0) >= SMALLEST:
        response.set_data(brotli.compress(response.get_data(), quality=QUALITY))
        response.headers["Content-Encoding"] = "br"
    return response


def _asked_here() -> bool:
    """Whether the browser takes Brotli and says that nobody else's page made it ask."""
    here = request.headers.get("Sec-Fetch-Site") in ("same-origin", "none")
    return here and request.accept_encodings["br"] > 0


def init_app(app: Flask) -> None:
    """Compress answers; registered first, so that it comes last."""
    app.after_request(_compress)
