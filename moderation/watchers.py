"""The watchers of the desk itself: the mode of the space, and what a text shows."""

from flask import Flask
from sqlalchemy import select

from community.spaces.models import Mode, Space
from foundation.database import db
from moderation import reading
from moderation.reasons import Because
from moderation.watching import Found, Written, register


def mode_of_space(written: Written) -> list[Found]:
    """Held where everything is read first."""
    mode = db.session.scalar(select(Space.moderation).where(Space.id == written.space_id))
    return [Found(Because.PRE_MODERATED)] if mode == Mode.PRE.value else []


def init_app(app: Flask) -> None:
    """Let them look."""
    register(app, "mode", mode_of_space)
    register(app, "text", reading.read)
    register(app, "language", reading.language_read)
