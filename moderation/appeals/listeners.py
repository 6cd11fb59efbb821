"""After an appeal was decided its author is told; who leaves takes what they wrote along."""

from flask import Flask, url_for

from accounts.facts import MemberErased
from community.contributions.models import Contribution
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from foundation import outbox
from foundation.database import db
from foundation.language import _
from moderation.appeals import commands
from moderation.appeals.models import Appeal
from moderation.facts import AppealDecided
from moderation.statements.models import Statement

DECIDED = "moderation.appeal"


def tell_appellant(fact: AppealDecided) -> None:
    """Tell whoever appealed what became of it."""
    appeal = db.session.get_one(Appeal, fact.appeal_id)
    statement = db.session.get_one(Statement, fact.statement_id)
    about = db.session.get(Contribution, statement.contribution_id) if statement.contribution_id else None
    data = {"statement": statement.id, "appeal": appeal.id}
    notify(appeal.member_id, DECIDED, key=f"appeal-{appeal.id}", contribution=about, data=data, mail=True)


def forget_appeals(fact: MemberErased) -> None:
    """Empty the appeals of somebody who has left."""
    commands.forget(fact.member_id)


def _said(notice: Notice) -> str:
    if notice.contribution is None:
        return _("Your appeal is decided")
    return _("Your appeal about “%(title)s” is decided", title=kinds.title(notice))


def _answer(notice: Notice) -> str:
    found = db.session.get(Appeal, notice.data["appeal"])
    inside = [one for one in found.result if one["key"] != "outside"] if found else []
    return "\n".join(line for one in inside for line in one["lines"])


def _where(notice: Notice) -> str:
    return url_for("moderation.statement", statement_id=notice.data["statement"], _anchor="appeal")


def init_app(app: Flask) -> None:
    """Listen, and give the notice its words."""
    outbox.listen(app, AppealDecided, tell_appellant, durable=True)
    outbox.listen(app, MemberErased, forget_appeals, durable=True)
    kinds.register(app, DECIDED, _said, _where, more=_answer)
