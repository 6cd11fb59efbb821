"""Routes of the front door."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

import foundation
from accounts.access import current_member
from foundation.database import db
from foundation.errors import NotFound
from foundation.html import clean_line
from foundation.language import choose
from foundation.mail import stopping
from foundation.web import safe_next, see_other
from moderation.terms.queries import current
from moderation.terms.views import page_of
from portal import searching
from portal.home import home_page, idea_url

portal = Blueprint("portal", __name__)


@portal.get("/")
def home() -> ResponseReturnValue:
    return render_template("portal/home.html", **home_page(current_member()))


@portal.get("/search")
def search() -> ResponseReturnValue:
    text = clean_line(request.args.get("q", ""))[: searching.LONGEST]
    kind = request.args.get("kind", "")
    page = min(max(request.args.get("page", 1, int), 1), 100)
    space = clean_line(request.args.get("space", ""))[:80]
    found = searching.find(current_member(), text, kind, page, space)
    chosen = {"q": text, "kind": kind or None, "space": space or None}
    return render_template("portal/search.html", text=text, chosen=chosen, found=found, idea_url=idea_url)


@portal.post("/language")
def language() -> ResponseReturnValue:
    choose(request.form.get("language", ""))
    return see_other(safe_next(request.form.get("next")) or url_for("portal.home"))


@portal.get("/rules")
def rules() -> ResponseReturnValue:
    return render_template("portal/rules.html", **page_of(current()))


@portal.get("/privacy")
def privacy() -> ResponseReturnValue:
    return render_template("portal/privacy.html")


@portal.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render_template("portal/accessibility.html")


@portal.get("/letters/stop/<token>")
def stop_letters(token: str) -> ResponseReturnValue:
    if stopping.read(token) is None:
        raise NotFound
    return render_template("portal/stop_letters.html", stopped=False)


@portal.post("/letters/stop/<token>")
@foundation.csrf.exempt  # mail programs press it (RFC 8058); the signed address is the proof
def stop_letters_now(token: str) -> ResponseReturnValue:
    found = stopping.read(token)
    if found is None:
        raise NotFound
    stopping.stop(*found)
    db.session.commit()
    return render_template("portal/stop_letters.html", stopped=True)
