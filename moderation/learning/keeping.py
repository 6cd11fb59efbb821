"""The model in use: looked up at most every half minute, unpacked once, kept by each process."""

import logging
import threading
from dataclasses import dataclass
from time import monotonic

from flask import current_app
from sqlalchemy import select

from foundation.database import db
from moderation.learning.model import Model, unpacked
from moderation.learning.models import LearnedModel, ModelStage
from moderation.learning.stages import Stage

log = logging.getLogger(__name__)
LOOKED_UP_EVERY = 30.0
_NAME = "moderation.learning"


@dataclass(frozen=True)
class Learned:
    """A model ready to score, its number, and what it is let do."""

    number: int
    model: Model
    stage: Stage


@dataclass
class Shelf:
    """What one process keeps, and until when it believes it."""

    learned: Learned | None = None
    until: float = 0.0


_shelves = threading.Lock()


def current() -> Learned | None:
    """The newest model with its stage, or None before the first."""
    with _shelves:
        shelf: Shelf = current_app.extensions.setdefault(_NAME, Shelf())
    if shelf.until <= monotonic():
        shelf.learned, shelf.until = _look_up(shelf.learned), monotonic() + LOOKED_UP_EVERY
    return shelf.learned


def forget() -> None:
    """Look it up again at the next text; other processes do within half a minute."""
    current_app.extensions[_NAME] = Shelf()


def stage() -> Stage:
    """What the model is let do now."""
    newest = select(ModelStage.stage).order_by(ModelStage.id.desc()).limit(1)
    return Stage(db.session.scalar(newest) or Stage.SORTING)


def _look_up(known: Learned | None) -> Learned | None:
    number = db.session.scalar(select(LearnedModel.id).order_by(LearnedModel.id.desc()).limit(1))
    if number is None:
        return None
    if known is not None and known.number == number:
        return Learned(number, known.model, stage())
    body = db.session.scalar(select(LearnedModel.body).where(LearnedModel.id == number))
    try:
        return Learned(number, unpacked(body or b""), stage())
    except ValueError:  # nobody is kept from writing by a model that cannot be read
        log.exception("the moderation model cannot be read", extra={"model": number})
        return None
