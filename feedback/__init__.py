"""The review desk: what is wanted most and by whom, one answer for each idea, and everybody told."""

from flask import Flask

from feedback import listeners, views


def init_app(app: Flask) -> None:
    """Open the review desk."""
    app.register_blueprint(views.bp)
    listeners.init_app(app)
