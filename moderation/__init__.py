"""Moderation: what is held and reported waits here for a person, who decides and says why."""

from flask import Flask

from accounts import asking
from accounts.access import current_member
from community.contributions.screening import register as register_screen
from foundation.language import _
from foundation.page import count_desk
from moderation import guarding, learning, listeners, notices, policy, queries, watchers, watching
from moderation.advice import views as advice_views
from moderation.appeals import listeners as appeal_listeners, queries as appeal_queries, views as appeal_views
from moderation.batches import views as batches_views
from moderation.blueprint import bp
from moderation.claims import listeners as claims_listeners, views as claims_views
from moderation.cli import cli
from moderation.embargo import (
    alarms as embargo_alarms,
    competitors,
    guard as embargo_guard,
    releasing as embargo_releasing,
    views as embargo_views,
)
from moderation.filters import views as filters_views
from moderation.holds import views as hold_views
from moderation.illegal import listeners as illegal_listeners, queries as illegal_queries
from moderation.illegal.views import notices as illegal_views, objections as objection_views
from moderation.learning import views as model
from moderation.lists import views as lists_views
from moderation.modes import views as modes
from moderation.pictures import listeners as picture_listeners, views as picture_views
from moderation.rules import forgetting, running, telling, wording as rule_words
from moderation.rules.views import pages as rule_pages, writing as rule_writing
from moderation.sanctions import (
    doors as sanction_doors,
    listeners as sanction_listeners,
    notices as sanction_notices,
    views as sanction_views,
)
from moderation.screen import screen
from moderation.service import (
    listeners as service_listeners,
    notices as service_notices,
    queries as service_queries,
    removing,
)
from moderation.service.policy import may_serve
from moderation.service.views import asking as service_asking, desk as service_desk
from moderation.standing import (
    jobs as standing_jobs,
    notices as standing_notices,
    views as standing_views,
)
from moderation.statements import listeners as statement_listeners, views as statement_views
from moderation.terms import listeners as terms_listeners, views as terms_views
from moderation.transparency import keeping, views as transparency_views
from moderation.views import desk, log, reports

ROUTES = (
    advice_views,
    desk,
    lists_views,
    log,
    reports,
    claims_views,
    batches_views,
    filters_views,
    terms_views,
    embargo_views,
    picture_views,
    service_asking,
    service_desk,
    model,
    statement_views,
    appeal_views,
    sanction_views,
    rule_pages,
    rule_writing,
    modes,
    transparency_views,
    illegal_views,
    objection_views,
    standing_views,
    hold_views,
)


def init_app(app: Flask) -> None:
    """Open the moderators' desk and look at everything that is written."""
    app.register_blueprint(bp)
    app.cli.add_command(cli)
    register_screen(app, screen, embargo_releasing.by_another)
    watchers.init_app(app)
    learning.init_app(app)
    watching.register(app, "rules", running.rules)
    telling.register(app)
    forgetting.init_app(app)
    keeping.init_app(app)
    app.jinja_env.globals["crisis_running"] = modes.for_desks
    picture_listeners.init_app(app)
    rule_words.init_app(app)
    listeners.init_app(app)
    claims_listeners.init_app(app)
    notices.register(app)
    standing_jobs.init_app(app)
    standing_notices.register(app)
    embargo_alarms.init_app(app)
    embargo_releasing.init_app(app)
    competitors.init_app(app)
    statement_listeners.init_app(app)
    appeal_listeners.init_app(app)
    illegal_listeners.init_app(app)
    terms_listeners.init_app(app)
    service_listeners.init_app(app)
    service_notices.register(app)
    guarding.register(app, removing.guard)
    guarding.register(app, embargo_guard.guard)
    sanction_listeners.init_app(app)
    sanction_notices.register(app)
    sanction_doors.init_app(app)
    asking.register(app, "moderation.report", _to_report)
    asking.register(app, "moderation.service_new", _to_ask)
    count_desk(app, "moderation.queue", _waiting)
    count_desk(app, "moderation.service_desk", _served)
    count_desk(app, "moderation.appeals", _appealed)
    count_desk(app, "moderation.illegal_desk", _noticed)


def _to_report(contribution_id: int) -> str:
    return _("Thank you for telling us. Sign in, so that we can tell you what we decided.")


def _to_ask() -> str:
    return _("We answer you in person, so please sign in first.")


def _waiting() -> int:
    member = current_member()
    return queries.waiting_count(member) if member and policy.may_moderate(member) else 0


def _appealed() -> int:
    member = current_member()
    if member is None or not policy.may_moderate(member):
        return 0
    return appeal_queries.waiting_count(member) + illegal_queries.objection_count(member)


def _noticed() -> int:
    member = current_member()
    return illegal_queries.waiting_count(member) if member and policy.may_moderate(member) else 0


def _served() -> int:
    member = current_member()
    return service_queries.waiting_count(member) if member and may_serve(member) else 0
