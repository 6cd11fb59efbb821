"""Product ideas: proposed, found again, merged, answered, followed until they ship."""

from flask import Flask

from accounts import asking
from community.comments import events
from community.pictures.fields import MOST_SENT
from foundation import incoming
from foundation.language import _
from ideas import cli, neighbours, queries, shown, telling
from ideas.lists import KIND
from ideas.views import board, bp, change, merging, page, submit
from moderation.illegal import addresses

ROUTES = (board, change, merging, page, submit)


def init_app(app: Flask) -> None:
    """Open the board."""
    app.register_blueprint(bp)
    shown.init_app(app)
    neighbours.init_app(app)
    telling.init_app(app)
    events.register(app, KIND, queries.events_of)
    addresses.register(app, "ideas.idea", "idea_id")
    asking.register(app, "ideas.new", lambda: _("Your idea is kept. Sign in to publish it."))
    for form in ("ideas.propose", "ideas.change"):
        incoming.allow(app, form, MOST_SENT)
    app.cli.add_command(cli.ideas)
