"""Product ideas: proposed, found again, merged, answered, followed until they ship."""

from flask import Flask

from community.comments import events
from ideas import cli, neighbours, queries, shown
from ideas.lists import KIND
from ideas.views import board, bp, change, page, submit

ROUTES = (board, change, page, submit)


def init_app(app: Flask) -> None:
    """Open the board."""
    app.register_blueprint(bp)
    shown.init_app(app)
    neighbours.init_app(app)
    events.register(app, KIND, queries.events_of)
    app.cli.add_command(cli.ideas)
