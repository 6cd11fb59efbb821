"""The model's page: what it is, how good it is, what it may do, and a text to try it on."""

from collections.abc import Sequence
from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import require
from accounts.models import Member
from foundation.database import db
from foundation.language import _
from foundation.web import see_other
from moderation import policy
from moderation.blueprint import bp
from moderation.learning import commands, examples, keeping, measuring, sample
from moderation.learning.forms import TryForm
from moderation.learning.model import TOPICS
from moderation.learning.models import LearnedModel, ModelStage
from moderation.learning.quality import ENOUGH_DECISIONS, ENOUGH_POSITIVES, Bands, interval
from moderation.learning.stages import Stage

SHOWN = 30


@bp.get("/moderation/model")
def model() -> ResponseReturnValue:
    return _page(require(policy.may_moderate), TryForm(formdata=None))


@bp.post("/moderation/model/trial")
def try_model() -> ResponseReturnValue:
    moderator, form = require(policy.may_moderate), TryForm()
    if not form.validate():
        return _page(moderator, form), 422
    return _page(moderator, form, _tried(form.text.data))


@bp.post("/moderation/model/off")
def model_off() -> ResponseReturnValue:
    commands.switch(False, require(policy.may_lead))
    db.session.commit()
    flash(_("The model is switched off. It neither sorts nor holds."), "good")
    return see_other(url_for("moderation.model"))


@bp.post("/moderation/model/on")
def model_on() -> ResponseReturnValue:
    commands.switch(True, require(policy.may_lead))
    db.session.commit()
    flash(_("The model works again. How far it may go, its figures decide."), "good")
    return see_other(url_for("moderation.model"))


def _tried(text: str) -> list[tuple[str, float, list[str]]]:
    """Each topic the model knows, with its chance for a text and the words that spoke for it."""
    learned = keeping.current()
    if learned is None:
        return []
    scores = learned.model.score(text)
    return [(topic, chance, learned.model.because(text, topic)) for topic, chance in scores.items()]


def _page(moderator: Member, form: TryForm, tried: list[tuple[str, float, list[str]]] | None = None) -> str:
    newest = measuring.newest()
    looked_at, bad, audited = sample.measured()
    decided, fine = measuring.overruled()
    return render_template(
        "moderation/model.html",
        stage=keeping.stage().value,
        stages=Stage,
        newest=newest,
        topics=TOPICS,
        trainings=_trainings(),
        history=db.session.scalars(select(ModelStage).order_by(ModelStage.id.desc()).limit(SHOWN)).all(),
        count=examples.count(),
        enough=(ENOUGH_DECISIONS, ENOUGH_POSITIVES),
        audit={"looked_at": looked_at, "bad": bad, "between": audited},
        overruled={"decided": decided, "fine": fine, "between": interval(fine, decided)},
        measured=measuring.now_measured(),
        bands=Bands(),
        form=form,
        tried=tried,
        can={"lead": policy.may_lead(moderator)},
    )


def _trainings() -> Sequence[Any]:
    """The latest trainings, the oldest first."""
    columns = (LearnedModel.id, LearnedModel.made_at, LearnedModel.decisions, LearnedModel.quality)
    return db.session.execute(select(*columns).order_by(LearnedModel.id.desc()).limit(SHOWN)).all()[::-1]
