"""The page that counts before it decides, the deed, and its undoing."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from accounts.models import Member
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _, _n
from foundation.settings import current
from foundation.web import LARGEST_ID, get_or_404, see_other
from moderation import policy
from moderation.batches import queries
from moderation.batches.commands import Skipped, decide_together, pick, undo_together
from moderation.batches.models import Batch
from moderation.blueprint import bp
from moderation.filters.narrowing import Narrowed
from moderation.forms import BatchForm
from moderation.reasons import Reason, Verdict

NAMED = 5


@bp.get("/moderation/batch")
def batch() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    form = BatchForm(formdata=None, verdict=request.args.get("verdict", ""))
    return _counted(form, moderator)


@bp.post("/moderation/batch")
def decide_batch() -> ResponseReturnValue:
    moderator, form = require(policy.may_moderate), BatchForm()
    if not form.validate():
        return _counted(form, moderator, 422)
    reason = Reason(form.reason.data) if form.reason.data else None
    try:
        told = decide_together(_picked(), moderator, Verdict(form.verdict.data), reason, form.note.data or "")
    except Invalid as refusal:
        form.mark(refusal, "reason")
        return _counted(form, moderator, refusal.status)
    db.session.commit()
    _tell(*told)
    return see_other(url_for("moderation.queue", **Narrowed.of(request.form).asked))


@bp.post("/moderation/batches/<int:batch_id>/undo")
def undo_batch(batch_id: int) -> ResponseReturnValue:
    found: Batch = get_or_404(queries.a_batch(batch_id))
    moderator = require(_may_undo, found)
    done, late = undo_together(found, moderator)
    db.session.commit()
    if done:
        words = _n("%(num)d taken back: it waits again.", "%(num)d taken back: they wait again.", done)
        flash(words + " " + _("Nobody is told."), "good")
    if late or not done:
        flash(_("It is too late for some: they have been told, or have moved on."), "warn")
    return see_other(url_for("moderation.queue", **Narrowed.of(request.form).asked))


def _may_undo(member: Member, found: Batch) -> bool:
    return member.role.moderates and found.by_id == member.id


def _picked() -> dict[int, int]:
    """Cases as they stand in the request, `7` or with the version that was counted, `7:2`."""
    pairs = (word.partition(":")[::2] for word in request.values.getlist("case")[: queries.MOST * 4])
    return {_number(case): _number(version) for case, version in pairs if _number(case)}


def _number(word: str) -> int:
    fits = word.isascii() and word.isdigit() and len(word) <= len(str(LARGEST_ID))
    return min(int(word), LARGEST_ID) if fits else 0


def _counted(form: BatchForm, moderator: Member, status: int = 200) -> ResponseReturnValue:
    """What would happen, and to how many; what cannot be counted leads back to the queue."""
    narrowed = Narrowed.of(request.values).asked
    known = form.verdict.data if form.verdict.data in set(Verdict) else ""
    try:
        picked = pick(_picked(), moderator, Verdict(known) if known else None)
    except Invalid as refusal:
        flash(str(refusal.message), "warn")
        return see_other(url_for("moderation.queue", **narrowed))
    if not known:
        flash(_("Choose what becomes of them."), "warn")
        return see_other(url_for("moderation.queue", **narrowed))
    page = render_template(
        "moderation/batches/batch.html",
        picked=picked,
        verdict=known,
        outcomes=picked.outcomes(Verdict(known)),
        form=form,
        narrowed=narrowed,
        undo_seconds=current().undo_seconds,
    )
    return page, status


def _tell(done: int, skipped: Skipped) -> None:
    if done:
        flash(_n("%(num)d decided.", "%(num)d decided.", done), "good")
    if skipped:
        named = "; ".join(_("“%(text)s”: %(why)s", text=text, why=why) for text, why in skipped[:NAMED])
        more = len(skipped) - NAMED
        rest = " " + _n("And %(num)d more.", "And %(num)d more.", more) if more > 0 else ""
        words = _n("%(num)d was left out:", "%(num)d were left out:", len(skipped))
        flash(f"{words} {named}.{rest}", "warn")
