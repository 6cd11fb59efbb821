"""What rules matched is forgotten when its time is over."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import delete

from accounts.holds.queries import held_contributions
from foundation import outbox
from foundation.clock import now
from foundation.database import db
from foundation.settings import current
from moderation.rules.models import RuleHit


def forget_old(_payload: object = None, _job: object = None) -> None:
    """Delete old hits, except about what is held for the law; what a rule did to a text stays in the way of the text."""
    old = RuleHit.at < now() - timedelta(days=current().rule_hits_days)
    db.session.execute(delete(RuleHit).where(old, RuleHit.contribution_id.not_in(held_contributions())))


def init_app(app: Flask) -> None:
    """Once a day."""
    outbox.every(app, timedelta(days=1), "moderation.rules.forget_old", forget_old)
