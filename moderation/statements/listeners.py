"""What a program limits is stated at once; when a member leaves, what was stated to them goes, and what is counted stays."""

from flask import Flask, url_for

from accounts.facts import MemberErased
from community.contributions.facts import ContributionLimited
from community.contributions.models import Contribution
from community.contributions.transitions import path_of
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from foundation import outbox
from foundation.database import db
from foundation.language import _
from moderation.statements.commands import forget, state_limited

LIMITED = "moderation.limited"


def tell_limited(fact: ContributionLimited) -> None:
    """Tell an author that a program shows a text without rank, and why."""
    contribution = db.session.get_one(Contribution, fact.contribution_id)
    path = path_of(contribution.id)
    stated = state_limited(path[-1], contribution) if path else None
    if stated is not None and stated.member_id is not None:
        said = {"statement": stated.id}
        notify(stated.member_id, LIMITED, key=stated.key, contribution=contribution, data=said, mail=True)


def forget_statements(fact: MemberErased) -> None:
    """Empty the statements of somebody who has left."""
    forget(fact.member_id)


def _said(notice: Notice) -> str:
    return _("“%(title)s” is read on its own page only", title=kinds.title(notice))


def _why(_notice: Notice) -> str:
    return _("A program keeps it out of lists and rankings until a person has read it; that person decides.")


def _where(notice: Notice) -> str:
    return url_for("moderation.statement", statement_id=notice.data["statement"])


def init_app(app: Flask) -> None:
    """Listen, and give the notice its words."""
    outbox.listen(app, ContributionLimited, tell_limited, durable=True)
    outbox.listen(app, MemberErased, forget_statements, durable=True)
    kinds.register(app, LIMITED, _said, _where, more=_why)
