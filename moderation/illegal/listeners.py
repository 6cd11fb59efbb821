"""Whoever sent a notice is told what was decided; names and addresses are erased in time."""

from datetime import timedelta

from flask import Flask

from accounts.facts import MemberErased
from community.contributions.facts import ContributionHidden
from community.contributions.transitions import AUTHOR, path_of
from foundation import outbox
from foundation.database import db
from moderation.facts import CaseDecided
from moderation.illegal import addresses, commands
from moderation.models import Decision


def tell_senders(fact: CaseDecided) -> None:
    """Write to everybody who sent a notice about the case."""
    commands.answer_case(fact.case_id, db.session.get_one(Decision, fact.decision_id))


def tell_of_gone(fact: ContributionHidden) -> None:
    """Write to everybody who sent a notice about a text that its author took back."""
    path = path_of(fact.contribution_id)
    if path and path[-1].role == AUTHOR:
        commands.answer_gone(fact.contribution_id)


def forget_sender(fact: MemberErased) -> None:
    """Forget who sent a notice when they leave."""
    commands.forget(fact.member_id)


def forget_old(_payload: object = None, _job: object = None) -> None:
    """Erase what is no longer needed."""
    commands.forget_old()


def init_app(app: Flask) -> None:
    """Listen, and know the addresses of contributions."""
    outbox.listen(app, CaseDecided, tell_senders, durable=True)
    outbox.listen(app, ContributionHidden, tell_of_gone, durable=True)
    outbox.listen(app, MemberErased, forget_sender, durable=True)
    outbox.every(app, timedelta(days=1), "moderation.illegal.forget_old", forget_old)
    for endpoint in ("community.contribution", "community.comments"):
        addresses.register(app, endpoint, "contribution_id")
