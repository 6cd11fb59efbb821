"""The front door: home page, search, language, the short pages about the house, and the sheet of components."""

from flask import Flask

from .design import design
from .views import portal


def init_app(app: Flask) -> None:
    """Open the front door; the sheet of components only where one builds."""
    app.register_blueprint(portal)
    if app.extensions["settings"].env in ("development", "test"):
        app.register_blueprint(design)
