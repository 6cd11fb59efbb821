"""The common ground: spaces, contributions, votes, comments, follows, notices and profiles."""

from datetime import timedelta

from flask import Flask, g
from werkzeug.local import LocalProxy

from accounts.access import current_member
from accounts.facts import MemberErased, MemberSealed
from community import doors, recount
from community.blueprint import bp
from community.comments import listeners as talk, notices as talk_notices, views as comment_views
from community.contributions import views as contribution_views
from community.contributions.facts import ContributionEdited, ContributionPublished
from community.indexing import listeners as indexing
from community.live import listeners as live_listeners, views as live_views
from community.notices import jobs, views as notice_views
from community.notices.commands import MAIL, no_mail
from community.notices.queries import unread_count
from community.pictures import fields as picture_fields, jobs as picture_jobs, views as picture_views
from community.profiles import listeners as leaving, views as profile_views
from community.readings import commands as reading, notices as reading_notices, views as reading_views
from community.spaces import views as space_views
from community.votes import views as vote_views
from foundation import incoming, outbox
from foundation.mail import stopping

ROOMS = (
    comment_views,
    contribution_views,
    live_views,
    notice_views,
    picture_views,
    profile_views,
    reading_views,
    space_views,
    vote_views,
)


def init_app(app: Flask) -> None:
    """Lay out the common ground."""
    app.register_blueprint(bp)
    live_listeners.init_app(app)
    indexing.init_app(app)
    recount.init_app(app)
    doors.init_app(app)
    app.context_processor(lambda: {"unread_notices": LocalProxy(_unread)})
    app.jinja_env.globals.update(new_comment_form=comment_views.new_form)
    talk_notices.register(app)
    reading_notices.register(app)
    outbox.every(app, timedelta(days=1), "community.forget_readings", reading.forget_old)
    outbox.register(app, MAIL, jobs.mail_notice)
    for topic in ("answers", "replies"):
        stopping.register(app, topic, no_mail(topic))
    outbox.listen(app, ContributionPublished, talk.published, durable=True)
    outbox.listen(app, ContributionEdited, talk.edited, durable=True)
    picture_jobs.init_app(app)
    for form in ("community.comment", "community.save_comment"):
        incoming.allow(app, form, picture_fields.MOST_SENT)
    incoming.allow(app, "community.send_picture", picture_fields.MOST_SENT // picture_fields.MOST)
    outbox.listen(app, MemberErased, leaving.forget, durable=True)
    outbox.listen(app, MemberSealed, leaving.forget_traces, durable=True)


def _unread() -> int:
    """Asked only by pages that show it, and once."""
    if "unread_notices" not in g:
        g.unread_notices = unread_count(current_member())
    unread: int = g.unread_notices
    return unread
