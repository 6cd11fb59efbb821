"""The model learns every night and after each fifty decisions, and its bands are looked at after each."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from accounts.models import Member, Role
from accounts.queries import here_as
from community.notices.commands import notify
from foundation import outbox
from foundation.database import db
from foundation.outbox import Job
from moderation.facts import AppealDecided, CaseDecided
from moderation.learning import commands, examples, keeping
from moderation.learning.facts import ModelStageChanged
from moderation.learning.models import LearnedModel

LEARN = "moderation.learn"
EACH = 50
FEWEST = 20
"""With fewer decisions no topic can be learned."""


def learn(_payload: dict[str, Any] | None = None, _job: Job | None = None) -> None:
    """Train when something was decided since the last time, then look at the bands."""
    newest = select(LearnedModel.decisions).order_by(LearnedModel.id.desc()).limit(1)
    count = examples.count()
    if count >= FEWEST and count != db.session.scalar(newest):
        commands.learn()
    commands.look_at_bands()


def learn_on(_fact: CaseDecided) -> None:
    """Every fifty decisions are a reason to learn; each decision is one to look at the bands."""
    count = examples.count()
    if count and count % EACH == 0:
        outbox.enqueue(LEARN, {}, key=f"learn-{count}")
    if keeping.current() is not None:
        commands.look_at_bands()


def look_after_appeal(_fact: AppealDecided) -> None:
    """What an appeal overturned counts against the model, without waiting for the next decision."""
    if keeping.current() is not None:
        commands.look_at_bands()


def tell_chiefs(fact: ModelStageChanged) -> None:
    """Those who answer for moderation hear that the model may do more or less."""
    chiefs = here_as(Role.COMMUNITY_MANAGER, Role.ADMIN)
    for member_id in db.session.scalars(select(Member.id).where(chiefs)):
        key = f"model-{fact.stage_id}-{member_id}"
        notify(
            member_id, "moderation.model", key=key, data={"stage": fact.stage}, mail=fact.stage == "suspended"
        )


def init_app(app: Flask) -> None:
    """Listen."""
    outbox.every(app, timedelta(days=1), LEARN, learn, long=True)
    outbox.listen(app, CaseDecided, learn_on, durable=True)
    outbox.listen(app, AppealDecided, look_after_appeal, durable=True)
    outbox.listen(app, ModelStageChanged, tell_chiefs, durable=True)
