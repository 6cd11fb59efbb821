"""Signing in and out."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from accounts.forms import SignInForm
from foundation.web import safe_next

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    form = SignInForm(next=safe_next(request.args.get("next")))
    return render_template("accounts/sign_in.html", form=form)


@bp.get("/me/confirm")
def confirm() -> ResponseReturnValue:
    form = SignInForm(next=safe_next(request.args.get("next")))
    return render_template("accounts/sign_in.html", form=form)
