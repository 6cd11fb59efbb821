"""Learn anew from the decisions, look whether the model keeps its bands, and switch it off and on."""

import json
import subprocess
import sys
from dataclasses import asdict

from sqlalchemy import func, select

from accounts.models import Member
from foundation import audit
from foundation.database import db, reading
from foundation.facts import tell
from foundation.settings import ROOT
from moderation.learning import examples, keeping, measuring
from moderation.learning.facts import ModelStageChanged
from moderation.learning.model import unpacked
from moderation.learning.models import LearnedModel, ModelStage
from moderation.learning.quality import Bands
from moderation.learning.stages import Stage, next_stage

LONGEST = 600.0
TRAINER = (sys.executable, "-m", "moderation.learning.training")


def learn() -> LearnedModel | None:
    """Train on everything decided, in a process of its own; None while no topic has enough examples."""
    with reading():
        lessons = examples.decided()
    lines = "\n".join(json.dumps(asdict(one)) for one in lessons)
    made = _trained(lines.encode())
    model = unpacked(made)
    if not model.weights:
        return None
    counts = {topic: sum(topic in one.topics for one in lessons) for topic in model.weights}
    row = LearnedModel(decisions=len(lessons), examples=counts, quality=model.quality, body=made)
    db.session.add(row)
    db.session.flush()
    db.session.expire(row, ["body"])
    keeping.forget()
    return row


def look_at_bands() -> Stage:
    """Move the model to the stage that what is measured now calls for; tell those who should know."""
    stage = keeping.stage()
    following, because = next_stage(stage, measuring.now_measured(), Bands())
    if following is not stage:
        _enter(following, because)
    return following


def switch(on: bool, by: Member) -> None:
    """Switch the model off, or let it begin again from what it may do by its numbers."""
    stage = keeping.stage()
    if on == (stage not in (Stage.OFF, Stage.SUSPENDED)):
        return
    _enter(Stage.SORTING if on else Stage.OFF, ["person"], by)
    if on:
        look_at_bands()


def _trained(lines: bytes) -> bytes:
    made = subprocess.run(  # noqa: S603  our own module, nothing of the outside in its arguments
        TRAINER, input=lines, capture_output=True, check=False, cwd=ROOT, timeout=LONGEST
    )
    if made.returncode:
        raise RuntimeError(made.stderr.decode(errors="replace")[-500:])
    return made.stdout


def _enter(stage: Stage, because: list[str], by: Member | None = None) -> None:
    before = keeping.stage()
    row = ModelStage(stage=stage.value, because=because, by_id=by.id if by else None)
    db.session.add(row)
    db.session.flush()
    said = {"stage": stage.value, "because": because}
    audit.note(by.id if by else None, "moderation.model", ("model", _newest()), {"stage": before.value}, said)
    tell(ModelStageChanged(row.id, stage.value))
    keeping.forget()


def _newest() -> int:
    return db.session.scalar(select(func.max(LearnedModel.id))) or 0
