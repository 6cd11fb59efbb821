"""What follows an answer: people are told, merged supporters counted where they stand now."""

from typing import Any

from flask import Flask, url_for
from sqlalchemy import select

from community.notices import kinds
from community.notices.models import Notice
from feedback import commands
from feedback.facts import IdeaAnswered
from feedback.words import SAID
from foundation import outbox
from foundation.database import db
from foundation.language import _
from foundation.outbox import Job
from ideas.facts import IdeaMerged
from ideas.models import Answer, Idea


def tell_everybody(fact: IdeaAnswered) -> None:
    """Begin to tell those concerned."""
    commands.spread(fact.answer_id)


def tell_batch(payload: dict[str, Any], _job: Job) -> None:
    """Tell one batch."""
    answer = db.session.get_one(Answer, payload["answer_id"])
    idea = db.session.scalars(select(Idea).where(Idea.id == answer.idea_id)).one()
    if idea.is_public:
        commands.tell_some(answer, idea, payload["beyond"])


def settle_merge(fact: IdeaMerged) -> None:
    """Evidence follows the supporters to the other idea."""
    found = {
        one.id: one
        for one in db.session.scalars(select(Idea).where(Idea.id.in_([fact.idea_id, fact.target_id])))
    }
    if len(found) == 2:
        commands.follow_merge(found[fact.idea_id], found[fact.target_id])


def said(notice: Notice) -> str:
    """The words of a notice on an answer."""
    title, stands = notice.data.get("title", ""), SAID.get(notice.data.get("verdict", ""), "")
    if notice.data.get("own"):
        return _("The house answered your idea “%(title)s”: %(stands)s", title=title, stands=stands)
    return _("The house answered “%(title)s”: %(stands)s", title=title, stands=stands)


def where(notice: Notice) -> str:
    """The page of the idea."""
    return url_for("community.contribution", contribution_id=notice.contribution_id)


def init_app(app: Flask) -> None:
    """Begin to listen."""
    kinds.register(app, "idea_answered", said, where)
    outbox.register(app, commands.TELL, tell_batch)
    outbox.listen(app, IdeaAnswered, tell_everybody, durable=True)
    outbox.listen(app, IdeaMerged, settle_merge, durable=True)
