"""Tell both authors that their ideas are one now."""

from flask import Flask, url_for
from sqlalchemy import select

from accounts.models import Member
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from foundation import outbox
from foundation.database import db
from foundation.language import _
from ideas import queries
from ideas.facts import IdeaMerged
from ideas.models import Idea

KIND = "idea_merged"


def tell_authors(fact: IdeaMerged) -> None:
    """Tell who wrote the idea that went, and who wrote the one that stays."""
    asked = select(Idea).where(Idea.id.in_([fact.idea_id, fact.target_id]))
    found = {one.id: one for one in db.session.scalars(asked)}
    goes, stays = found.get(fact.idea_id), found.get(fact.target_id)
    if goes is None or stays is None:
        return
    told = {stays.author_id: "other", goes.author_id: "own"}
    for member_id, whose in told.items():
        if member_id is not None and _may_read(member_id, goes, stays):
            key = f"merged:{goes.id}:{stays.id}:{member_id}"
            data = {"whose": whose, "goes": goes.title, "stays": stays.title}
            notify(member_id, KIND, key=key, contribution=stays, data=data)


def _may_read(member_id: int, *ideas: Idea) -> bool:
    """Whether a member may read of each: one may lie in a circle that is closed to them, and its title with it."""
    member = db.session.get(Member, member_id)
    return all(db.session.scalars(queries.idea(one.id, member)).first() is not None for one in ideas)


def _said(notice: Notice) -> str:
    goes, stays = notice.data.get("goes", ""), notice.data.get("stays", "")
    if notice.data.get("whose") == "own":
        return _(
            "Your idea “%(goes)s” lives on in “%(stays)s”, with its votes and your name",
            goes=goes,
            stays=stays,
        )
    return _(
        "“%(goes)s” asked for the same as your idea “%(stays)s” and was joined to it", goes=goes, stays=stays
    )


def _where(notice: Notice) -> str:
    return url_for("community.contribution", contribution_id=notice.contribution_id)


def init_app(app: Flask) -> None:
    """Begin to listen."""
    kinds.register(app, KIND, _said, _where)
    outbox.listen(app, IdeaMerged, tell_authors, durable=True)
