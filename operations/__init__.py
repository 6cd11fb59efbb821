"""Running the house: health, metrics, the admin's pages, backups, moving to a larger database, the demo."""

from flask import Flask

from operations import blueprint, cli, metrics
from operations.views import admin, brand, health, jobs, mail

VIEWS = (admin, brand, health, jobs, mail)


def init_app(app: Flask) -> None:
    """Open the operator's routes, count what happens, add the commands."""
    app.register_blueprint(blueprint.bp)
    metrics.init_app(app)
    cli.init_app(app)
