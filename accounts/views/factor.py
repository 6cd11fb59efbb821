"""Turning the second factor on and off, and its recovery codes."""

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue

from accounts import commands, letters, second_factor
from accounts.access import TOKEN, require_fresh
from accounts.blueprint import bp
from accounts.forms import CodeForm
from accounts.models import Member
from accounts.views.pages import form_page, secret_page
from foundation import brand
from foundation.database import db
from foundation.errors import Invalid, NotAllowed, Refused
from foundation.language import _, _l
from foundation.settings import current

FRESH_SECRET = "totp"  # noqa: S105  the name of a cookie field


class NeededHere(NotAllowed):
    """Staff cannot go without a second factor when the site demands one."""

    message = _l("This site asks a second factor of its team, so it cannot be turned off.")


def _setup_page(form: CodeForm, member: Member, refusal: Refused | None = None) -> ResponseReturnValue:
    secret = session.setdefault(FRESH_SECRET, second_factor.new_secret())
    spoken = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    picture = second_factor.picture(secret, str(member.email), brand.name())
    return form_page("accounts/second_factor.html", form, refusal, secret=spoken, picture=picture)


@bp.get("/me/second-factor")
def second_factor_setup() -> ResponseReturnValue:
    member = require_fresh()
    if member.has_second_factor:
        return redirect(url_for("accounts.security"), 303)
    return _setup_page(CodeForm(), member)


@bp.post("/me/second-factor")
def turn_on_second_factor() -> ResponseReturnValue:
    member, form = require_fresh(), CodeForm()
    if member.has_second_factor:
        return redirect(url_for("accounts.security"), 303)
    if FRESH_SECRET not in session:
        return redirect(url_for("accounts.second_factor_setup"), 303)
    try:
        if not form.validate():
            raise Invalid
        codes = second_factor.enable(member, session[FRESH_SECRET], form.code.data)
    except Refused as refusal:
        return _setup_page(form, member, refusal)
    commands.sign_out_everywhere(member, but=session[TOKEN])
    letters.second_factor_changed(member, on=True)
    db.session.commit()
    session.pop(FRESH_SECRET, None)
    return secret_page("accounts/recovery_codes.html", codes=codes)


@bp.post("/me/second-factor/off")
def turn_off_second_factor() -> ResponseReturnValue:
    member = require_fresh()
    if member.role.is_staff and current().staff_second_factor:
        raise NeededHere
    second_factor.disable(member)
    letters.second_factor_changed(member, on=False)
    db.session.commit()
    flash(_("Signing in no longer asks for a code."), "good")
    return redirect(url_for("accounts.security"), 303)


@bp.post("/me/second-factor/codes")
def new_recovery_codes() -> ResponseReturnValue:
    member = require_fresh()
    if not member.has_second_factor:
        return redirect(url_for("accounts.security"), 303)
    codes = second_factor.new_codes(member)
    db.session.commit()
    return secret_page("accounts/recovery_codes.html", codes=codes)
