"""What every view needs: find or 404, answer in the form that was asked for, pages, safe ways back."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Column, Label, Row, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter
from werkzeug.routing.exceptions import RequestRedirect

from .database import UTCDateTime, db
from .errors import NotFound

LARGEST_ID = 2**31 - 1  # what an INTEGER of PostgreSQL holds
LARGEST_FLOAT = 1e300
Key = InstrumentedAttribute[Any] | Column[Any] | Label[Any]
T = TypeVar("T")


class BoundedInteger(IntegerConverter):
    """An id that fits a database integer; anything larger matches no route."""

    regex = r"\d{1,16}"

    def __init__(self, map: Any, **kwargs: Any) -> None:  # noqa: A002  werkzeug's own name
        super().__init__(map, max=LARGEST_ID, **kwargs)


def an_id(text: str) -> int:
    """An id as it stands in a query string; what cannot be one is no number (for `request.args.get(type=...)`)."""
    number = int(text)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(text)
    return number


def get_or_404(select: Select[Any]) -> Any:
    """The one row of a question, or nothing here."""
    found = db.session.scalars(select.limit(1)).first()
    if found is None:
        raise NotFound
    return found


def by_id(table: type[T], number: int) -> T:
    """The row of a number, or nothing here."""
    found = db.session.get(table, number)
    if found is None:
        raise NotFound
    return found


def wants_fragment() -> bool:
    """Whether htmx asks, and so wants a piece of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def wants_json() -> bool:
    """Whether the caller prefers JSON to HTML."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return request.is_json or best in ("application/json", "application/problem+json")


def answer(
    *, fragment: str, or_to: str, values: dict[str, Any] | None = None, **context: Any
) -> ResponseReturnValue:
    """The fragment when htmx asks, else back to a page with 303."""
    if wants_fragment():
        return render_template(fragment, **context)
    return see_other(url_for(or_to, **(values or {})))


def see_other(url: str) -> ResponseReturnValue:
    """Go and read there (303), inside this site only."""
    return redirect(safe_next(url) or "/", 303)


def safe_next(url: str | None) -> str | None:
    """The path to go back to if our own router knows it for GET, else nothing."""
    if not url or any(ord(letter) < 33 or letter == "\\" for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    try:
        current_app.create_url_adapter(request).match(parts.path, method="GET")  # type: ignore[union-attr]
    except (RequestRedirect, HTTPException):
        return None
    return url


@dataclass(frozen=True)
class Page(Generic[T]):
    """A page of a long list and where the next one starts."""

    items: Sequence[T]
    next_cursor: str | None


def page_of(
    question: Select[*tuple[Any, ...]], keys: Sequence[Key], cursor: str | None, size: int
) -> Page[Row[*tuple[Any, ...]]]:
    """One keyset page, all keys descending; the last key must be unique and every key selected."""
    after = _decoded(cursor, keys)
    if after is not None:
        question = question.where(_below(keys, after))
    rows = db.session.execute(question.order_by(*(key.desc() for key in keys)).limit(size + 1)).all()
    more = len(rows) > size
    last = rows[size - 1] if more else None
    return Page(rows[:size], _encoded([getattr(last, key.key) for key in keys]) if last is not None else None)


def _below(keys: Sequence[Key], after: list[Any]) -> Any:
    tried = []
    for place, key in enumerate(keys):
        equal = [earlier == after[index] for index, earlier in enumerate(keys[:place])]
        tried.append(and_(*equal, key < after[place]))
    return and_(keys[0] <= after[0], or_(*tried))


def _encoded(values: list[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decoded(cursor: str | None, keys: Sequence[Key]) -> list[Any] | None:
    """The keys a cursor carries; a cursor that was tampered with means the first page."""
    if not cursor or len(cursor) > 400:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        plain = [_moment(value) if isinstance(value, str) else value for value in values]
    except (ValueError, TypeError, OverflowError):
        return None
    whole = len(plain) == len(keys)
    return plain if whole and all(map(_fits, plain, keys)) else None


def _fits(value: Any, key: Key) -> bool:
    """Whether a value can stand in this column, so that the database never has to refuse it."""
    if isinstance(key.type, UTCDateTime):
        return isinstance(value, datetime)
    if key.type.python_type is int:
        return type(value) is int and abs(value) <= LARGEST_ID
    return type(value) in (int, float) and abs(value) < LARGEST_FLOAT


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def init_app(app: Flask) -> None:
    """Bound the integers in addresses."""
    app.url_map.converters["int"] = BoundedInteger
