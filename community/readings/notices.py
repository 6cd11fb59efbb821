"""Whoever enters a circle is told what that means."""

from flask import Flask, url_for

from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from community.spaces.facts import CircleEntered
from community.spaces.models import Space
from foundation import outbox
from foundation.database import db
from foundation.language import _, _n
from foundation.settings import current

KIND = "community.circle"


def welcome(fact: CircleEntered) -> None:
    """Tell somebody that they belong to a circle now, and that its readings are written down."""
    space = db.session.get_one(Space, fact.space_id)
    key = f"circle-{fact.space_id}-{fact.member_id}"
    notify(fact.member_id, KIND, key=key, data={"space": space.slug, "name": space.name})


def _said(notice: Notice) -> str:
    kept = _n("%(num)d day", "%(num)d days", current().readings_days)
    return _(
        "You belong to the circle “%(name)s” now. What is said there stays there; who opens which text is written "
        "down, and kept %(days)s.",
        name=notice.data["name"],
        days=kept,
    )


def _where(notice: Notice) -> str:
    return url_for("community.space", slug=notice.data["space"])


def register(app: Flask) -> None:
    """Listen, and name the kind of notice."""
    outbox.listen(app, CircleEntered, welcome, durable=True)
    kinds.register(app, KIND, _said, _where)
