"""The common ground: spaces, contributions, votes, comments, follows, notices and profiles."""

from flask import Flask

from community.blueprint import bp
from community.comments import models as comment_models
from community.contributions import views as contribution_views
from community.live import listeners as live_listeners, views as live_views
from community.notices import models as notice_models
from community.votes import views as vote_views

ROOMS = (comment_models, contribution_views, live_views, notice_models, vote_views)


def init_app(app: Flask) -> None:
    """Lay out the common ground."""
    app.register_blueprint(bp)
    live_listeners.init_app(app)
