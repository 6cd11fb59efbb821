"""Joining, confirming one's address, and choosing a new password by mail."""

import secrets

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from accounts import asking, commands, entrance, jobs, letters, passwords, queries, throttle, tokens
from accounts.access import current_member
from accounts.blueprint import bp
from accounts.forms import AddressForm, ConfirmForm, NewPasswordForm, RegisterForm
from accounts.models import Member, MemberToken
from accounts.sessions import digest
from accounts.views.entry import next_page
from accounts.views.pages import form_page
from foundation import brand, database, outbox
from foundation.database import db
from foundation.errors import Invalid, Refused
from foundation.forms import Form
from foundation.language import _, language
from foundation.settings import current
from foundation.web import see_other

JOINING, DEMO_LINK = "joining", "demo_link"


@bp.get("/register")
def register() -> ResponseReturnValue:
    if current_member() is not None:
        return see_other(next_page() or "/")
    return _register_page(RegisterForm(next=next_page(), email=entrance.typed()))


@bp.post("/register")
def join() -> ResponseReturnValue:
    form = RegisterForm()
    entrance.keep_typed(form.email.data)
    try:
        if not form.validate():
            raise Invalid
        _check_and_join(form)
    except Refused as refusal:
        return _register_page(form, refusal)
    entrance.note_letter()
    return redirect(url_for("accounts.registered"), 303)


def _register_page(form: RegisterForm, refusal: Refused | None = None) -> ResponseReturnValue:
    return form_page("accounts/register.html", form, refusal, why=asking.why(form.way_back))


def _check_and_join(form: RegisterForm) -> None:
    """Make the account, or write to the one there is; the answer and its time are the same."""
    email, network = form.email.data, throttle.network(request.remote_addr)
    with database.reading():
        commands.checked_name(form.name.data)
    passwords.check(form.password.data, about=(form.name.data, email.split("@")[0], brand.name()))
    with database.writing():
        throttle.spend(
            throttle.REGISTER_NETWORK.of(network),
            throttle.REGISTER_ALL.of(""),
            throttle.LETTER_ADDRESS.of(email),
        )
    kept = passwords.hashed(form.password.data)
    session[JOINING] = browser = secrets.token_urlsafe(16)
    session.pop(DEMO_LINK, None)
    try:
        with database.writing():
            _make(form, kept, browser)
    except (commands.AddressTaken, IntegrityError):
        with database.writing():
            commands.checked_name(form.name.data)
            outbox.enqueue(jobs.ALREADY_HERE, {"email": email})


def _make(form: RegisterForm, kept: str, browser: str) -> None:
    member = commands.create(form.name.data, form.email.data, password_hash=kept, language=language())
    token = tokens.issue(
        member, tokens.VERIFY, form.email.data, next_url=form.way_back, browser=digest(browser)
    )
    letters.confirm(member, token)
    jobs.tidy_today()
    if current().env == "demo":
        session[DEMO_LINK] = url_for("accounts.verify", token=token)


@bp.get("/register/sent")
def registered() -> ResponseReturnValue:
    return render_template(
        "accounts/registered.html",
        demo_link=session.get(DEMO_LINK),
        email=entrance.typed(),
        wait=entrance.seconds_to_wait(),
    )


@bp.post("/register/again")
def confirm_again() -> ResponseReturnValue:
    try:
        with database.writing():
            _write_again(entrance.typed())
    except Refused as refusal:
        flash(refusal.message, "warn")
    else:
        entrance.note_letter()
        flash(_("Another e-mail is on its way."), "good")
    return redirect(url_for("accounts.registered"), 303)


def _write_again(email: str) -> None:
    """Write once more to the address typed here; the answer is the same whether there is an account or not."""
    throttle.spend(
        throttle.LETTER_AGAIN.of(email),
        throttle.LETTER_ADDRESS.of(email),
        throttle.LETTER_NETWORK.of(throttle.network(request.remote_addr)),
    )
    member = queries.by_email(email)
    if member is None or member.is_verified or not member.is_active:
        outbox.enqueue(jobs.ALREADY_HERE, {"email": email})
        return
    token = tokens.renew(member, tokens.VERIFY, email)
    letters.confirm(member, token)
    if current().env == "demo":
        session[DEMO_LINK] = url_for("accounts.verify", token=token)


@bp.get("/welcome/<token>")
def verify(token: str) -> ResponseReturnValue:
    found = tokens.find(token, tokens.VERIFY)
    if found is None:
        return render_template("accounts/link_expired.html"), 410
    return form_page("accounts/verify.html", ConfirmForm(), needs_password=not _is_this_browser(found))


@bp.post("/welcome/<token>")
def verify_now(token: str) -> ResponseReturnValue:
    form = ConfirmForm()
    with database.reading():
        found = tokens.find(token, tokens.VERIFY)
        here, email = (_is_this_browser(found), found.email) if found else (False, "")
    if not email:
        return render_template("accounts/link_expired.html"), 410
    try:
        if not here:
            _ask_password(form, email)
        with database.writing():
            used, member = tokens.use(token, tokens.VERIFY)
            commands.verify(member)
            entrance.admit(member)
            way_back = used.next
    except Refused as refusal:
        return form_page("accounts/verify.html", form, refusal, needs_password=not here)
    session.pop(JOINING, None)
    session.pop(DEMO_LINK, None)
    flash(_("Welcome! Your account is ready."), "good")
    return see_other(way_back or "/")


def _is_this_browser(found: MemberToken) -> bool:
    """Whether the account was asked for in this browser; elsewhere the password is asked, for the one who
    reads the letter need not be the one who chose the password.
    """
    return found.browser_hash is not None and digest(session.get(JOINING, "")) == found.browser_hash


def _ask_password(form: ConfirmForm, email: str) -> None:
    if not form.validate():
        raise Invalid
    if entrance.member_by_password(email, form.password.data) is None:
        raise passwords.PasswordRefused(
            _("This is not the password that was chosen for this account. Please try again.")
        )


@bp.get("/sign-in/forgotten")
def forgotten() -> ResponseReturnValue:
    return form_page("accounts/forgotten.html", AddressForm(email=entrance.typed()))


@bp.post("/sign-in/forgotten")
def ask_reset() -> ResponseReturnValue:
    form = AddressForm()
    entrance.keep_typed(form.email.data)
    try:
        if not form.validate():
            raise Invalid
        network = throttle.network(request.remote_addr)
        throttle.spend(throttle.LETTER_ADDRESS.of(form.email.data), throttle.LETTER_NETWORK.of(network))
    except Refused as refusal:
        return form_page("accounts/forgotten.html", form, refusal)
    outbox.enqueue(jobs.RESET, {"email": form.email.data})
    db.session.commit()
    entrance.note_letter()
    return redirect(url_for("accounts.reset_sent"), 303)


@bp.get("/sign-in/forgotten/sent")
def reset_sent() -> ResponseReturnValue:
    return render_template(
        "accounts/reset_sent.html", email=entrance.typed(), wait=entrance.seconds_to_wait()
    )


@bp.get("/reset/<token>")
def reset(token: str) -> ResponseReturnValue:
    found = tokens.find(token, tokens.RESET, tokens.INVITE)
    if found is None:
        return render_template("accounts/link_expired.html"), 410
    entrance.keep_typed(found.email)
    return form_page("accounts/reset.html", NewPasswordForm(), email=found.email)


@bp.post("/reset/<token>")
def reset_now(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    try:
        if not form.validate():
            raise Invalid
        _set_new_password(token, form.password.data)
    except tokens.LinkExpired:
        return render_template("accounts/link_expired.html"), 410
    except Refused as refusal:
        return form_page("accounts/reset.html", form, refusal, email=entrance.typed())
    flash(_("Your new password is set. Please sign in with it."), "good")
    return redirect(url_for("accounts.sign_in"), 303)


def _set_new_password(token: str, password: str) -> None:
    with database.reading():
        found = tokens.find(token, tokens.RESET, tokens.INVITE)
        if found is None:
            raise tokens.LinkExpired
        member = db.session.get_one(Member, found.member_id)
        passwords.check(password, about=(member.name, found.email.split("@")[0], brand.name()))
    kept = passwords.hashed(password)
    with database.writing():
        _used, member = tokens.use(token, tokens.RESET, tokens.INVITE)
        commands.set_password(member, kept)
        commands.verify(member)


@bp.get("/me/address/<token>")
def change_address(token: str) -> ResponseReturnValue:
    found = tokens.find(token, tokens.EMAIL)
    if found is None:
        return render_template("accounts/link_expired.html"), 410
    return form_page("accounts/change_address.html", Form(), email=found.email)


@bp.post("/me/address/<token>")
def change_address_now(token: str) -> ResponseReturnValue:
    try:
        used, member = tokens.use(token, tokens.EMAIL)
        email = used.email
        commands.change_address(member, email)
    except tokens.LinkExpired:
        db.session.rollback()
        return render_template("accounts/link_expired.html"), 410
    db.session.commit()
    flash(_("From now on we write to you at %(email)s.", email=email), "good")
    return redirect(url_for("accounts.account" if current_member() else "accounts.sign_in"), 303)
