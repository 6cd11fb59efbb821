"""The anteroom: what somebody who is shut out for a while may still open.

Why it is so, how to object, and their own data: each package names its doors.
"""

from flask import Flask, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.errors import Refused
from foundation.language import _l
from foundation.refusals import problem
from foundation.web import wants_fragment, wants_json

_NAME = "accounts.anteroom"
_PAGE = "accounts.anteroom.page"


class ShutOut(Refused):
    """The member was suspended."""

    status = 403
    message = _l(
        "Your account is suspended. The page of your standing says why, until when, and how to object."
    )


def open_door(app: Flask, *endpoints: str) -> None:
    """Let somebody who is shut out open these."""
    app.extensions.setdefault(_NAME, set()).update(endpoints)


def leads_to(app: Flask, endpoint: str) -> None:
    """Name the page that says why; every other page leads there."""
    open_door(app, endpoint)
    app.extensions[_PAGE] = endpoint


def is_open(endpoint: str) -> bool:
    """Whether somebody who is shut out may open it; what the site says of itself is open to all."""
    return endpoint in current_app.extensions.get(_NAME, set()) or endpoint.startswith("portal.")


def show(refusal: ShutOut) -> ResponseReturnValue:
    """The page that says why, or the refusal in words for a program."""
    db.session.rollback()
    page = current_app.extensions.get(_PAGE)
    if page is None or wants_json() or wants_fragment():
        return problem(refusal.status, refusal.message)
    return redirect(url_for(page), 303)


def init_app(app: Flask) -> None:
    """Open the doors of the account itself: leaving, signing out, proving who one is."""
    open_door(app, "accounts.sign_out", "accounts.confirm", "accounts.confirm_now")
    open_door(app, "accounts.erase", "accounts.erase_now", "accounts.sign_in")
    app.register_error_handler(ShutOut, show)
