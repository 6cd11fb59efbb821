"""Signing in and out, the second step, and proving again who one is."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from accounts import asking, entrance, jobs, letters, passwords, queries, throttle, tokens
from accounts.access import current_member, require_member
from accounts.blueprint import bp
from accounts.forms import CodeForm, ConfirmForm, SignInForm
from accounts.models import Member
from accounts.views.pages import form_page
from foundation import database
from foundation.database import db
from foundation.errors import Invalid, Refused
from foundation.language import _, _l
from foundation.settings import current
from foundation.web import safe_next, see_other


class WrongPassword(Invalid):
    """Address and password do not belong together; which of them is wrong is not said."""

    field = "password"
    message = _l("This address and this password do not belong together.")


class AccountClosed(Refused):
    """The account was shut out."""

    status = 403
    message = _l(
        "This account is closed. If you think this is a mistake, please answer the e-mail you received."
    )


def next_page() -> str | None:
    return safe_next(request.args.get("next"))


def sign_in_page(form: SignInForm, refusal: Refused | None = None) -> ResponseReturnValue:
    entries = []
    if current().env == "demo":
        with database.reading():
            entries = [
                (one.id, one.name, one.role, one.portrait, one.language) for one in queries.one_of_each_role()
            ]
    return form_page("accounts/sign_in.html", form, refusal, entries=entries, why=asking.why(form.way_back))


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if current_member() is not None:
        return see_other(next_page() or "/")
    return sign_in_page(SignInForm(next=next_page(), email=entrance.typed()))


@bp.post("/sign-in")
def enter() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return sign_in_page(form, Invalid())
    entrance.keep_typed(form.email.data)
    try:
        member_id = entrance.member_by_password(form.email.data, form.password.data)
        if member_id is None:
            raise WrongPassword
        return welcome(member_id, form.way_back)
    except Refused as refusal:
        return sign_in_page(form, refusal)


def welcome(member_id: int, way_back: str | None) -> ResponseReturnValue:
    """Let in somebody whose password was right, as far as the account allows."""
    with database.writing():
        member = db.session.get_one(Member, member_id)
        if not member.is_active:
            raise AccountClosed
        if not member.is_verified:
            throttle.spend(throttle.LETTER_ADDRESS.of(str(member.email)))
            letters.confirm(member, tokens.issue(member, tokens.VERIFY, str(member.email), next_url=way_back))
            entrance.note_letter()
            return redirect(url_for("accounts.registered"), 303)
        if member.has_second_factor:
            entrance.admit_half(member, way_back)
            return redirect(url_for("accounts.code"), 303)
        entrance.admit(member)
        jobs.tidy_today()
    return see_other(way_back or "/")


@bp.get("/sign-in/code")
def code() -> ResponseReturnValue:
    if entrance.half_admitted() is None:
        return redirect(url_for("accounts.sign_in"), 303)
    return form_page("accounts/code.html", CodeForm())


@bp.post("/sign-in/code")
def enter_code() -> ResponseReturnValue:
    form = CodeForm()
    with database.reading():
        half = entrance.half_admitted()
        member_id, way_back = (half[0].id, half[1]) if half else (None, None)
    if member_id is None:
        return redirect(url_for("accounts.sign_in"), 303)
    try:
        if not form.validate():
            raise Invalid
        entrance.take_code(member_id, form.code.data)
    except Refused as refusal:
        return form_page("accounts/code.html", form, refusal)
    with database.writing():
        entrance.admit(db.session.get_one(Member, member_id))
    return see_other(safe_next(way_back) or "/")


@bp.post("/sign-in/demo")
def enter_demo() -> ResponseReturnValue:
    if current().env != "demo":
        abort(404)
    form = SignInForm()
    chosen = next((one for one in queries.one_of_each_role() if request.form.get("role") in _keys(one)), None)
    if chosen is None:
        abort(404)
    entrance.admit(chosen)
    db.session.commit()
    return see_other(form.way_back or "/")


def _keys(entry: Member) -> tuple[str, str]:
    """What an entry answers to: its role, or its role and language."""
    return entry.role.value, f"{entry.role.value}.{entry.language}"


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    entrance.leave()
    db.session.commit()
    flash(_("You are signed out."), "good")
    return see_other("/")


@bp.get("/me/confirm")
def confirm() -> ResponseReturnValue:
    return _confirm_page(ConfirmForm(next=next_page()))


@bp.post("/me/confirm")
def confirm_now() -> ResponseReturnValue:
    form = ConfirmForm()
    member = require_member()
    if _needs_password():
        try:
            if not form.validate():
                raise Invalid
            if entrance.member_by_password(str(member.email), form.password.data) is None:
                raise passwords.PasswordRefused(_("This is not your password. Please try again."))
        except Refused as refusal:
            return _confirm_page(form, refusal)
    with database.writing():
        entrance.renew()
    return see_other(form.way_back or url_for("accounts.account"))


def _confirm_page(form: ConfirmForm, refusal: Refused | None = None) -> ResponseReturnValue:
    email, needed = require_member().email, _needs_password()
    return form_page("accounts/confirm.html", form, refusal, email=email, needs_password=needed)


def _needs_password() -> bool:
    """Only the people of the demo have no password; they confirm by pressing the button."""
    return current().env != "demo" or require_member().password_hash is not None
