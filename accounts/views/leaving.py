"""Leaving for good."""

from flask import flash
from flask.typing import ResponseReturnValue

from accounts import commands, entrance
from accounts.access import require_fresh
from accounts.blueprint import bp
from accounts.forms import EraseForm
from accounts.views.pages import form_page
from foundation.database import db
from foundation.errors import Invalid, Refused
from foundation.language import _
from foundation.web import see_other


@bp.get("/me/erase")
def erase() -> ResponseReturnValue:
    require_fresh()
    return form_page("accounts/erase.html", EraseForm())


@bp.post("/me/erase")
def erase_now() -> ResponseReturnValue:
    member, form = require_fresh(), EraseForm()
    try:
        if not form.validate():
            raise Invalid
        commands.erase(member)
    except Refused as refusal:
        return form_page("accounts/erase.html", form, refusal)
    entrance.leave()
    db.session.commit()
    flash(_("Your account is erased. Thank you for having been here."), "good")
    return see_other("/")
