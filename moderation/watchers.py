"""The watchers of the desk itself: the mode of the space, and the words the moderators listed."""

from flask import Flask
from sqlalchemy import select

from community.spaces.models import Mode, Space
from foundation.database import db
from moderation import words
from moderation.queries import terms_for
from moderation.reasons import Because
from moderation.watching import Found, Place, Written, register

LISTED = 0.5
"""How grave a word of the list is before anybody has read the text."""


def mode_of_space(written: Written) -> list[Found]:
    """Held where everything is read first."""
    mode = db.session.scalar(select(Space.moderation).where(Space.id == written.space_id))
    return [Found(Because.PRE_MODERATED)] if mode == Mode.PRE.value else []


def listed_words(written: Written) -> list[Found]:
    """Held by each listed word, with every place where it stands."""
    terms = terms_for(written.language)
    places: dict[str, list[Place]] = {}
    for part, text in written.parts.items():
        for hit in words.find(text, terms):
            places.setdefault(hit.term, []).append(Place(part, hit.start, hit.end))
    return [Found(Because.WORD, term, severity=LISTED, places=tuple(where)) for term, where in places.items()]


def init_app(app: Flask) -> None:
    """Let them look."""
    register(app, "mode", mode_of_space)
    register(app, "words", listed_words)
