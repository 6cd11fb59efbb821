"""The front door: home page, search, language, the short pages about the house, and the sheet of components."""

from flask import Flask

from .design import design
from .views import portal


def init_app(app: Flask) -> None:
    """Open the front door."""
    app.register_blueprint(portal)
    app.register_blueprint(design)
