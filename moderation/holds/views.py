"""The list of legal holds, where they are placed and lifted, and who somebody was that has left."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from accounts.access import require
from accounts.holds import commands, queries as kept
from accounts.holds.models import LegalHold
from accounts.models import Member
from foundation.database import db
from foundation.errors import Refused
from foundation.language import _
from foundation.web import an_id, by_id, get_or_404, see_other
from moderation.blueprint import bp
from moderation.holds import policy, queries
from moderation.holds.forms import HoldForm, ReasonForm


@bp.get("/moderation/holds")
def holds() -> ResponseReturnValue:
    admin = require(policy.may_hold)
    kind = next((kind for kind in ("contribution", "member") if kind in request.args), "")
    number = request.args.get(kind, type=an_id)
    if kind and queries.about(kind, number or 0, admin) is None:
        raise NotFound
    return _page(admin, HoldForm(formdata=None, kind=kind, number=number) if kind else None)


@bp.post("/moderation/holds")
def place_hold() -> ResponseReturnValue:
    admin, form = require(policy.may_hold), HoldForm()
    if not form.validate():
        return _page(admin, form), 422
    what = queries.about(form.kind.data or "", form.number.data or 0, admin)
    if what is None:
        raise NotFound
    try:
        commands.place(what.kind, what.number, what.member_id, form.reason.data or "", admin)
    except Refused as refusal:
        return _page(admin, form, str(refusal.message)), refusal.status
    db.session.commit()
    flash(_("Held: nothing of it is deleted or erased until somebody lifts it."), "good")
    return see_other(url_for("moderation.holds"))


@bp.post("/moderation/holds/<int:hold_id>/end")
def lift_hold(hold_id: int) -> ResponseReturnValue:
    require(policy.may_hold)
    found = by_id(LegalHold, hold_id)
    admin, form = require(policy.may_lift, found), ReasonForm()
    if not form.validate():
        return _page(admin, None, str(form.reason.errors[0])), 422
    commands.lift(found, form.reason.data or "", admin)
    db.session.commit()
    flash(_("Lifted. What waited for it is done by itself."), "good")
    return see_other(url_for("moderation.holds"))


@bp.post("/moderation/holds/<int:hold_id>/identity")
def kept_identity(hold_id: int) -> ResponseReturnValue:
    admin = require(policy.may_hold)
    found: LegalHold = get_or_404(
        select(LegalHold).where(LegalHold.id == hold_id, LegalHold.lifted_at.is_(None))
    )
    known = commands.read_identity(found.member_id, admin) if found.member_id else None
    if known is None:
        raise NotFound
    page = _page(admin, None, known=known)
    db.session.commit()
    return page, {"Cache-Control": "no-store"}


def _page(admin: Member, form: HoldForm | None, refused: str = "", **more: object) -> str:
    if refused:
        db.session.rollback()
        admin = require(policy.may_hold)
    what = queries.about(form.kind.data or "", form.number.data or 0, admin) if form else None
    standing, lifted = kept.standing(), kept.lifted()
    shown = {"standing": standing, "lifted": lifted, "labels": queries.labels([*standing, *lifted], admin)}
    return render_template(
        "moderation/holds/holds.html", form=form, what=what, refused=refused, **shown, **more
    )
