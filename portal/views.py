"""Routes of the front door."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from foundation.language import choose
from foundation.web import safe_next, see_other
from portal.home import home_page

portal = Blueprint("portal", __name__)


@portal.get("/")
def home() -> ResponseReturnValue:
    return render_template("portal/home.html", **home_page(current_member()))


@portal.post("/language")
def language() -> ResponseReturnValue:
    choose(request.form.get("language", ""))
    return see_other(safe_next(request.form.get("next")) or url_for("portal.home"))


@portal.get("/rules")
def rules() -> ResponseReturnValue:
    return render_template("portal/rules.html")


@portal.get("/privacy")
def privacy() -> ResponseReturnValue:
    return render_template("portal/privacy.html")


@portal.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render_template("portal/accessibility.html")
