"""Moderation: what is held and reported waits here for a person, who decides and says why."""

from flask import Flask

from accounts import asking
from accounts.access import current_member
from community.contributions.screening import register as register_screen
from foundation.language import _
from foundation.page import count_desk
from moderation import commands, listeners, notices, policy, queries, watchers
from moderation.cli import cli
from moderation.terms import listeners as terms_listeners, views as terms_views
from moderation.views import bp, desk, log, reports

ROUTES = (desk, log, reports, terms_views)


def init_app(app: Flask) -> None:
    """Open the moderators' desk and look at everything that is written."""
    app.register_blueprint(bp)
    app.cli.add_command(cli)
    register_screen(app, commands.screen)
    watchers.init_app(app)
    listeners.init_app(app)
    notices.register(app)
    terms_listeners.init_app(app)
    asking.register(app, "moderation.report", _to_report)
    count_desk(app, "moderation.queue", _waiting)


def _to_report(contribution_id: int) -> str:
    return _("Thank you for telling us. Sign in, so that we can tell you what we decided.")


def _waiting() -> int:
    member = current_member()
    return queries.waiting_count(member) if member and policy.may_moderate(member) else 0
