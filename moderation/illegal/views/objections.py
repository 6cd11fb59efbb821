"""A sender objects from the page of their notice, and somebody else looks again."""

from datetime import timedelta

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from accounts import throttle
from accounts.access import require
from accounts.models import Member
from accounts.throttle import Rate
from community.contributions.models import PUBLIC_STATES, Contribution
from foundation.database import db
from foundation.errors import Refused
from foundation.language import _, day
from foundation.web import get_or_404, see_other
from moderation.blueprint import bp
from moderation.illegal import objecting, policy, queries
from moderation.illegal.forms import AgainForm, ObjectionForm
from moderation.illegal.letters import AGAIN, SAID
from moderation.illegal.models import IllegalNotice
from moderation.illegal.objections import Became, Objection
from moderation.illegal.views.notices import receipt_page
from moderation.reasons import WORDS

FROM_NETWORK = Rate("illegal-objection", 20, timedelta(hours=1))


@bp.post("/report-illegal-content/<token>/<int:item_id>/objection")
def object_to_notice(token: str, item_id: int) -> ResponseReturnValue:
    found: IllegalNotice = get_or_404(queries.by_token(token))
    item = next((one for one in found.items if one.id == item_id), None)
    if item is None:
        raise NotFound
    throttle.spend(FROM_NETWORK.of(throttle.network(request.remote_addr)))
    form = ObjectionForm()
    if not form.validate():
        return receipt_page(found, item_id, form), 422
    try:
        due = objecting.object_to(item, form.text.data or "").due_at
    except Refused as refusal:
        return receipt_page(found, item_id, form, str(refusal.message)), refusal.status
    db.session.commit()
    flash(
        _("Your objection has arrived. Somebody else looks again and answers by %(date)s.", date=day(due)),
        "good",
    )
    return see_other(url_for("moderation.illegal_receipt", token=token))


@bp.get("/moderation/objections/<int:objection_id>")
def objection(objection_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_answer_notices)
    found = _found(objection_id, moderator)
    return _page(found, moderator, AgainForm(formdata=None))


@bp.post("/moderation/objections/<int:objection_id>/decision")
def decide_objection(objection_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_answer_notices)
    found = _found(objection_id, moderator)
    require(policy.may_look_again, found)
    form = AgainForm()
    form.offer(anew=_public(found) is not None)
    if not form.validate():
        return _page(found, moderator, form), 422
    try:
        objecting.decide(found, moderator, *form.chosen, form.note.data or "")
    except Refused as refusal:
        db.session.rollback()
        moderator = require(policy.may_answer_notices)
        return _page(_found(objection_id, moderator), moderator, form, str(refusal.message)), refusal.status
    db.session.commit()
    flash(_("Decided. The sender reads your answer."), "good")
    return see_other(url_for("moderation.appeals"))


def _found(objection_id: int, moderator: Member) -> Objection:
    found: Objection = get_or_404(queries.objections_for(moderator).where(Objection.id == objection_id))
    return found


def _public(found: Objection) -> Contribution | None:
    about = db.session.get(Contribution, found.item.contribution_id) if found.item.contribution_id else None
    return about if about is not None and about.state in PUBLIC_STATES else None


def _page(found: Objection, moderator: Member, form: AgainForm, refused: str = "") -> str:
    about = _public(found)
    form.offer(anew=about is not None)
    can = {"decide": found.is_open and policy.may_look_again(moderator, found)}
    return render_template(
        "moderation/illegal/objection.html",
        it=found, about=about, form=form, refused=refused, can=can, said=SAID, words=WORDS,
        became=AGAIN[Became(found.became)] if found.became else "",
    )  # fmt: skip
