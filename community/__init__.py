"""The common ground: spaces, contributions, votes, comments, follows, notices and profiles."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Lay out the common ground."""
