"""One's own account: profile, password, address, sessions."""

import random

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from accounts import agents, commands, entrance, passwords, policy, queries, second_factor, throttle
from accounts.access import TOKEN, current_session, require_fresh, require_member
from accounts.blueprint import bp
from accounts.facts import SessionEnded
from accounts.forms import AddressForm, ChangePasswordForm, ProfileForm
from accounts.models import Member, MemberSession
from accounts.views.pages import form_page
from foundation import brand, database
from foundation.database import db
from foundation.errors import Invalid, NotFound, Refused
from foundation.facts import tell
from foundation.html.portrait import MANY
from foundation.language import _
from foundation.web import by_id


@bp.get("/me")
def account() -> ResponseReturnValue:
    return form_page("accounts/profile.html", ProfileForm.of(require_member()))


@bp.post("/me")
def change_profile() -> ResponseReturnValue:
    member, form = require_member(), ProfileForm()
    try:
        if not form.validate():
            raise Invalid
        _change(member, form)
    except Refused as refusal:
        return form_page("accounts/profile.html", form, refusal)
    db.session.commit()
    session.pop("language", None)
    flash(_("Your profile is saved."), "good")
    return redirect(url_for("accounts.account"), 303)


def _change(member: Member, form: ProfileForm) -> None:
    if form.name.data != member.name:
        throttle.spend(throttle.NAME.of(str(member.id)))
        commands.rename(member, form.name.data)
    commands.describe(member, form.bio.data or "")
    member.language, member.timezone = form.language.data, form.timezone.data
    db.session.flush()


@bp.post("/me/portrait")
def change_portrait() -> ResponseReturnValue:
    drawn = request.form.get("portrait") == "drawn"
    commands.change_portrait(require_member(), random.randrange(MANY) + 1 if drawn else 0)
    db.session.commit()
    return redirect(url_for("accounts.account", _anchor="portrait"), 303)


@bp.get("/me/security")
def security() -> ResponseReturnValue:
    member = require_member()
    return render_template(
        "accounts/security.html", member=member, codes_left=second_factor.codes_left(member)
    )


@bp.get("/me/password")
def password() -> ResponseReturnValue:
    return form_page("accounts/password.html", ChangePasswordForm(), email=require_member().email)


@bp.post("/me/password")
def change_password() -> ResponseReturnValue:
    member, form = require_member(), ChangePasswordForm()
    member_id, email, about = member.id, str(member.email), (member.name, brand.name())
    try:
        if not form.validate():
            raise Invalid
        passwords.check(form.password.data, about=(*about, email.split("@")[0]))
        if entrance.member_by_password(email, form.present.data) is None:
            raise Invalid(_("This is not your password. Please try again."), field="present")
    except Refused as refusal:
        return form_page("accounts/password.html", form, refusal, email=email)
    kept = passwords.hashed(form.password.data)
    with database.writing():
        entrance.renew()
        commands.set_password(db.session.get_one(Member, member_id), kept, keep=session[TOKEN])
    flash(_("Your password is changed. All other devices were signed out."), "good")
    return redirect(url_for("accounts.security"), 303)


@bp.get("/me/address")
def address() -> ResponseReturnValue:
    require_fresh()
    return form_page("accounts/address.html", AddressForm())


@bp.post("/me/address")
def ask_address() -> ResponseReturnValue:
    member, form = require_fresh(), AddressForm()
    try:
        if not form.validate():
            raise Invalid
        throttle.spend(
            throttle.LETTER_ADDRESS.of(form.email.data), throttle.LETTER_ADDRESS.of(f"member {member.id}")
        )
        commands.ask_for_address(member, form.email.data)
    except Refused as refusal:
        return form_page("accounts/address.html", form, refusal)
    db.session.commit()
    flash(
        _("We wrote to %(email)s. Open the e-mail there to finish the change.", email=form.email.data), "good"
    )
    return redirect(url_for("accounts.security"), 303)


@bp.get("/me/sessions")
def sessions() -> ResponseReturnValue:
    here = current_session()
    rows = [(one, agents.spoken(one.agent), one is here) for one in queries.sessions_of(require_member())]
    return render_template("accounts/sessions.html", rows=rows)


@bp.post("/me/sessions/<int:id>/end")
def end_session(id: int) -> ResponseReturnValue:  # noqa: A002  the name in the address
    one = by_id(MemberSession, id)
    member = require_member()
    if not policy.may_end_session(member, one):
        raise NotFound
    db.session.delete(one)
    tell(SessionEnded(one.token_hash.hex()))
    db.session.commit()
    flash(_("This device is signed out."), "good")
    return redirect(url_for("accounts.sessions"), 303)


@bp.post("/me/sessions/end")
def end_other_sessions() -> ResponseReturnValue:
    commands.sign_out_everywhere(require_member(), but=session[TOKEN])
    db.session.commit()
    flash(_("All other devices are signed out."), "good")
    return redirect(url_for("accounts.sessions"), 303)
