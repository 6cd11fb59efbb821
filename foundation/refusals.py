"""How a refusal or a fault reaches the person: a page, a fragment for htmx, or a problem document (RFC 9457)."""

import logging

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    TimeoutError as PoolTimeout,
)
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from .database import db
from .errors import Refused
from .settings import current
from .web import safe_next, wants_fragment, wants_json

log = logging.getLogger(__name__)
MOST_KEPT = 6

TITLES = {
    400: _l("We could not read that"),
    401: _l("Please sign in first"),
    403: _l("This is not open to you"),
    404: _l("There is nothing here"),
    405: _l("This page does not work that way"),
    409: _l("Somebody was faster"),
    410: _l("This link no longer works"),
    413: _l("That is too large"),
    415: _l("We could not read that"),
    422: _l("Please correct what is marked"),
    429: _l("A short pause, please"),
    500: _l("Something broke on our side"),
    503: _l("We are busy for a moment"),
}
TEXTS = {
    400: _l("What arrived here was incomplete or damaged. Please go back and try again."),
    403: _l("Your account does not allow this. If you need it, ask the team."),
    404: _l("The page may have moved, or it is not open to you."),
    405: _l("Please go back and use the buttons of the page."),
    409: _l("Somebody saved the same thing a moment before you. Please reload the page and try again."),
    413: _l("Please send less at once: at most 8 MB for each picture, much less for text."),
    415: _l("This page reads forms only. Please go back and use the buttons of the page."),
    500: _l("Nothing you typed was saved by half. We have noted the fault; please try again in a moment."),
    503: _l("Nothing was lost. Please try again in a few seconds."),
}


def problem(
    status: int, message: object = None, *, title: object = None, **details: object
) -> ResponseReturnValue:
    """The answer for a status, in the form the caller can read."""
    other = 400 if status < 500 else 500
    title = str(title or TITLES.get(status, TITLES[other]))
    text = str(message or TEXTS.get(status, TITLES.get(status, TEXTS[other])))
    given = {"title": title, "text": text, "status": status, "request_id": g.get("request_id", ""), **details}
    if wants_json():
        response = _problem_document(given)
    elif wants_fragment():
        response = Response(render_template("errors/_problem.html", **given), status)
        response.headers["HX-Retarget"] = "#toasts"
        response.headers["HX-Reswap"] = "beforeend"
    else:
        response = Response(render_template("errors/problem.html", **given), status)
    if status in (429, 503):
        response.headers["Retry-After"] = str(details.get("retry_after", 5))
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem_document(given: dict[str, object]) -> Response:
    body = {"type": "about:blank", "detail": given["text"], "instance": request.path} | given
    body.pop("text")
    document = jsonify({key: value for key, value in body.items() if value is not None})
    document.status_code = int(str(given["status"]))
    document.content_type = "application/problem+json"
    return document


def _refused(refusal: Refused) -> ResponseReturnValue:
    db.session.rollback()
    details = dict(refusal.details)
    see = details.get("see")
    if isinstance(see, tuple):
        details["see"] = url_for(str(see[0]), **see[1])
    return problem(refusal.status, refusal.message, field=refusal.field, **details)


def _http(fault: HTTPException) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(fault, SecurityError):  # a host that is not ours: no page of ours can be addressed
        return Response(str(TEXTS[400]), 400, mimetype="text/plain")
    if fault.response is not None:
        return fault.response
    if fault.code == 405 and request.method == "GET" and (above := _above()):
        return redirect(above, 303)
    return problem(fault.code or 500)


def _above() -> str | None:
    """The page a form was on, when its own address is read: a reload after a mistake, a link copied from there."""
    above = request.path.rpartition("/")[0]
    pages = current_app.create_url_adapter(request)
    return above if above and pages and pages.test(above, "GET") else None


def _csrf(_fault: CSRFError) -> ResponseReturnValue:
    db.session.rollback()
    text = _l(
        "The page had been open for too long, or your browser had not kept its cookie. Please open it again and send it once more."
    )
    return problem(400, text, title=_l("This form waited too long"), back=_before(), kept=typed() or None)


def _before() -> str | None:
    """The page the form was on, if it is one of ours."""
    before = request.referrer or ""
    return (
        safe_next("/" + before.removeprefix(request.host_url))
        if before.startswith(request.host_url)
        else None
    )


def typed() -> list[str]:
    """The texts of the form that could not be taken, so that nobody types them again; secrets are not shown."""
    secret = ("password", "present", "csrf_token", "code", "next", "nonce", "username")
    return [text for name, text in request.form.items() if name not in secret and " " in text.strip()][
        :MOST_KEPT
    ]


def _database(fault: DBAPIError | PoolTimeout) -> ResponseReturnValue:
    db.session.rollback()
    # The page that says so must not wait for the same lock, nor for a server that is away.
    g.writing = False
    if isinstance(fault, IntegrityError) and _same_again(fault):
        log.warning("two wrote the same", exc_info=fault)
        return problem(409)
    if isinstance(fault, DataError):
        log.error("the database could not keep what was sent", exc_info=fault)
        return problem(400)
    lost = isinstance(fault, OperationalError | PoolTimeout) or fault.connection_invalidated
    if not lost:
        return _fault(fault)
    g.database_lost = not current().sqlite
    log.error("the database did not answer", exc_info=fault)
    return problem(503)


def _same_again(fault: IntegrityError) -> bool:
    """Whether a row that may be there once was there already, or the row it belongs to just went."""
    state, said = getattr(fault.orig, "sqlstate", None), str(fault.orig)
    return state in ("23505", "23503") or said.startswith(("UNIQUE constraint", "FOREIGN KEY constraint"))


def _fault(fault: Exception) -> ResponseReturnValue:
    db.session.rollback()
    original = fault.original_exception if isinstance(fault, InternalServerError) else fault
    log.error("unhandled fault", exc_info=original)
    return problem(500)


def init_app(app: Flask) -> None:
    """Answer every refusal and fault."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _fault)
