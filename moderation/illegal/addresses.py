"""Which addresses are of this site, and which contribution stands at each; what exists is not said to anybody here."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from foundation.settings import current
from foundation.web import LARGEST_ID

_NAME = "moderation.illegal.addresses"
COMMENT = re.compile(r"comment-(\d{1,9})")
MOST = 10


@dataclass(frozen=True)
class Place:
    """An address of ours as it is kept, and the number of the contribution it names, if it names one."""

    path: str
    contribution_id: int | None


def register(app: Flask, endpoint: str, value: str) -> None:
    """Say which value in the address of a page is the number of a contribution."""
    app.extensions.setdefault(_NAME, {})[endpoint] = value


def places(text: str) -> tuple[list[Place], list[str]]:
    """The addresses in a text, one to a word, as places of this site; and those that are none."""
    ours: dict[str, Place] = {}
    wrong: list[str] = []
    for word in text.split()[: 2 * MOST]:
        place = _place(word)
        if place is None:
            wrong.append(word)
        else:
            ours[place.path] = place
    return list(ours.values())[:MOST], wrong


def _place(word: str) -> Place | None:
    try:
        parts = urlsplit(word)
    except ValueError:
        return None
    here = urlsplit(current().base_url).netloc
    if (
        len(word) > 500
        or (parts.netloc and parts.netloc.lower() != here.lower())
        or not parts.path.startswith("/")
    ):
        return None
    if not parts.netloc and (parts.scheme or word.startswith("//")):
        return None
    try:
        endpoint, values = current_app.url_map.bind("localhost").match(parts.path, method="GET")
    except (RequestRedirect, HTTPException):
        return None
    said = COMMENT.fullmatch(parts.fragment)
    if said and int(said[1]) <= LARGEST_ID:
        return Place(f"{parts.path}#{parts.fragment}", int(said[1]))
    named: dict[str, str] = current_app.extensions.get(_NAME, {})
    number = values.get(named.get(endpoint, ""))
    return Place(parts.path, number if isinstance(number, int) else None)
