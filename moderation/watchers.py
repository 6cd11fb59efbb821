"""The watchers of the desk itself: when a text appears, and what it shows."""

from flask import Flask

from moderation import reading
from moderation.modes import watchers as modes
from moderation.repeats.watcher import repeated
from moderation.watching import register


def init_app(app: Flask) -> None:
    """Let them look."""
    modes.init_app(app)
    register(app, "text", reading.read)
    register(app, "repeats", repeated)
