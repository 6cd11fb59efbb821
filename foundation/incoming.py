"""What arrives, before anybody reads it: forms only, and no zero bytes, which PostgreSQL cannot keep."""

from typing import Any

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items

FORMS = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data"})


class Fields(ImmutableMultiDict[str, Any]):
    """Names and texts as they were sent, without zero bytes."""

    def __init__(self, mapping: Any = None) -> None:
        pairs = iter_multi_items(mapping) if mapping is not None else ()
        super().__init__([(_plain(name), _plain(value)) for name, value in pairs])


class Incoming(Request):
    """A request whose forms and queries hold no zero bytes."""

    parameter_storage_class = Fields


def _plain(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


def allow(app: Flask, endpoint: str, most: int) -> None:
    """Let a form bring more bytes than others, because it brings files."""
    app.extensions.setdefault("heavy", {})[endpoint] = most


def _readable() -> None:
    """Refuse an address nothing can have, and a body that is no form: no route reads anything else."""
    most = current_app.extensions.get("heavy", {}).get(request.endpoint)
    if most is not None and request.mimetype == "multipart/form-data":
        request.max_content_length = most
    if "\0" in request.path:
        abort(404)
    sent = request.content_length or "Transfer-Encoding" in request.headers
    if sent and request.mimetype not in FORMS and request.url_rule is not None:
        abort(415)


def init_app(app: Flask) -> None:
    """Look at every request first."""
    app.request_class = Incoming
    app.before_request(_readable)
