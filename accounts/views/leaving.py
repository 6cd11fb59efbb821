"""Leaving for good."""

from flask import flash
from flask.typing import ResponseReturnValue

from accounts import commands, entrance
from accounts.access import require_fresh
from accounts.blueprint import bp
from accounts.forms import EraseForm
from accounts.holds.queries import holds_on
from accounts.models import Member
from accounts.views.pages import form_page
from foundation.database import db
from foundation.errors import Invalid, Refused
from foundation.language import _
from foundation.web import see_other


@bp.get("/me/erase")
def erase() -> ResponseReturnValue:
    return _page(require_fresh(), EraseForm())


@bp.post("/me/erase")
def erase_now() -> ResponseReturnValue:
    member, form = require_fresh(), EraseForm()
    try:
        if not form.validate():
            raise Invalid
        commands.erase(member)
    except Refused as refusal:
        return _page(member, form, refusal)
    kept = bool(holds_on(member.id))
    entrance.leave()
    db.session.commit()
    if kept:
        flash(
            _(
                "Your account is closed. What the law obliges us to keep is locked away and erased by itself when that duty ends; we wrote to you about it."
            ),
            "good",
        )
    else:
        flash(_("Your account is erased. Thank you for having been here."), "good")
    return see_other("/")


def _page(member: Member, form: EraseForm, refusal: Refused | None = None) -> ResponseReturnValue:
    return form_page("accounts/erase.html", form, refusal, held=holds_on(member.id))
