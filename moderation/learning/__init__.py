"""A model of this team's own decisions: what it reads, what it learned, how good it is, when it may act."""

from flask import Flask

from moderation import watching
from moderation.learning import acting, listeners, notices, sample


def init_app(app: Flask) -> None:
    """Let the model and the lot look at what is written, and learn from what is decided."""
    watching.register(app, "model", acting.watch)
    watching.register(app, "sample", sample.watch)
    listeners.init_app(app)
    notices.register(app)
