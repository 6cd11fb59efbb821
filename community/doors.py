"""Why visitors are asked to sign in where people vote, talk and are told something."""

from flask import Flask
from sqlalchemy import select

from accounts import asking
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.database import db
from foundation.language import _


def init_app(app: Flask) -> None:
    """Name the reasons."""
    asking.register(app, "community.confirm_vote", _to_vote)
    asking.register(app, "community.comments", _to_comment)
    asking.register(
        app, "community.notices", lambda: _("What we tell you is for you alone, so please sign in.")
    )


def _to_vote(contribution_id: int) -> str:
    title = _title(contribution_id)
    if not title:
        return _("Your vote waits for you right after this.")
    return _("Your vote for “%(title)s” waits for you right after this.", title=title)


def _to_comment(contribution_id: int) -> str:
    title = _title(contribution_id)
    if not title:
        return _("Your comment is kept on this device. Sign in to publish it.")
    return _("Your comment on “%(title)s” is kept on this device. Sign in to publish it.", title=title)


def _title(contribution_id: int) -> str:
    """What it is about, as far as everybody may know."""
    seen = select(Contribution.title).where(Contribution.id == contribution_id, visible_to(None))
    return db.session.scalar(seen) or ""
