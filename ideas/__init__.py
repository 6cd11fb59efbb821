"""Product ideas: proposed, found again, merged, answered, followed until they ship."""

from flask import Flask

from ideas import cli, neighbours, shown
from ideas.views import board, bp, change, page, submit

ROUTES = (board, change, page, submit)


def init_app(app: Flask) -> None:
    """Open the board."""
    app.register_blueprint(bp)
    shown.init_app(app)
    neighbours.init_app(app)
    app.cli.add_command(cli.ideas)
