"""The guard at the door: asks the table of permissions before any view runs."""

from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from accounts import anteroom, permissions, sessions
from accounts.access import ConfirmNeeded, current_member, current_session, member_of_request
from accounts.models import Member
from foundation import database
from foundation.clock import now
from foundation.errors import NotAllowed, Refused, SignInNeeded
from foundation.refusals import problem
from foundation.settings import current
from foundation.web import safe_next, wants_fragment, wants_json


class SecondFactorNeeded(Refused):
    """The site demands a second factor of its team."""

    status = 403
    message = _l("This site asks a second factor of its team. Please set yours up first.")


SEEN_EVERY = {True: timedelta(minutes=5), False: timedelta(hours=1)}


def guard() -> None:
    """Refuse what the table refuses; note now and then that the member is still here."""
    if request.url_rule is None or request.method == "OPTIONS":
        return
    member = current_member()
    if permissions.cell(request.url_rule.endpoint, request.method, member) == permissions.REFUSED:
        raise SignInNeeded if member is None else NotAllowed
    if member is not None:
        if member.is_shut_out and not anteroom.is_open(request.url_rule.endpoint):
            raise anteroom.ShutOut
        if owes_second_factor(member) and request.blueprint not in ("accounts", "portal"):
            raise SecondFactorNeeded
        _note_presence(member.role.is_staff)


def owes_second_factor(member: Member) -> bool:
    """Whether the site demands a second factor of this member, who has none."""
    return current().staff_second_factor and member.role.is_staff and not member.has_second_factor


def _note_presence(staff: bool) -> None:
    session = current_session()
    if session is None or session.seen_at + SEEN_EVERY[staff] > now():
        return
    if request.method not in database.READS:
        sessions.touch(session.token_hash)
        return
    try:
        with database.writing(aside=True):
            sessions.touch(g.session_hash)
    except OperationalError:
        database.db.session.rollback()


def way_back() -> str:
    """Where to return after signing in: this page, the page that asks once more, or the one whose button was pressed."""
    if request.method in ("GET", "HEAD"):
        here = request.full_path.rstrip("?")
        return safe_next(here) or "/"
    named = safe_next(request.form.get("next"))
    if asks := safe_next(request.path):
        return f"{asks}?{urlencode({'next': named})}" if named else asks
    if named:
        return named
    before = request.referrer or ""
    inside = before.startswith(request.host_url)
    return (safe_next("/" + before[len(request.host_url) :]) if inside else None) or "/"


def sent_to(endpoint: str, refusal: Refused) -> ResponseReturnValue:
    """Send a person to a page of ours and back afterwards; a program gets the problem and the address."""
    database.db.session.rollback()
    if wants_json():
        return problem(refusal.status, refusal.message)
    if not wants_fragment():
        return redirect(url_for(endpoint, next=way_back()), 303)
    page = safe_next(_path_of(request.headers.get("HX-Current-URL", ""))) or way_back()
    return Response(
        "", refusal.status, {"HX-Redirect": url_for(endpoint, next=page), "Cache-Control": "no-store"}
    )


def _path_of(url: str) -> str:
    return "/" + url[len(request.host_url) :] if url.startswith(request.host_url) else ""


def init_app(app: Flask) -> None:
    """Know who is here, and guard every route."""
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(lambda _request: member_of_request())
    manager.init_app(app)
    permissions.init_app(app)
    anteroom.init_app(app)
    app.before_request(guard)
    app.register_error_handler(SignInNeeded, lambda refusal: sent_to("accounts.sign_in", refusal))
    app.register_error_handler(
        SecondFactorNeeded, lambda refusal: sent_to("accounts.second_factor_setup", refusal)
    )
    app.register_error_handler(ConfirmNeeded, lambda refusal: sent_to("accounts.confirm", refusal))
