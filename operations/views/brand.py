"""The brand: what an admin may set of the look, seen before it is saved."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation import brand
from foundation.brand import Look, colour, commands
from foundation.brand.logo import Logo
from foundation.brand.palette import BUILT_IN, palette
from foundation.database import db, reading
from foundation.errors import NotFound, Refused
from foundation.language import _
from foundation.web import LARGEST_ID, wants_fragment
from operations import looks, policy, queries
from operations.blueprint import bp
from operations.forms import BrandForm


@bp.get("/admin/brand")
def brand_page() -> ResponseReturnValue:
    require(policy.may_administer)
    version = brand.last()
    return _page(BrandForm.of(brand.look_of(version), version.number if version else 0))


@bp.post("/admin/brand")
def save_brand() -> ResponseReturnValue:
    with reading():
        member_id = require(policy.may_administer).id
        form = BrandForm()
        logo = _logo(form) if form.validate() else None
        if form.errors:
            return _page(form, 422)
        look = form.look(brand.look_of(brand.last()))
    return _saved(form, look, logo, member_id)


def _saved(form: BrandForm, look: Look, logo: Logo | None, member_id: int) -> ResponseReturnValue:
    try:
        new = commands.save(look, made_from=form.number, actor_id=member_id, logo=logo)
    except commands.ChangedMeanwhile as refusal:
        db.session.rollback()
        form.made_from.data = str(number) if (number := getattr(brand.last(), "number", 0)) else "0"
        form.mark(refusal)
        return _page(form, 409)
    return _done(_("Every page shows the new look from now on.") if new else _("Nothing has changed."))


@bp.post("/admin/brand/return")
def return_to_look() -> ResponseReturnValue:
    member = require(policy.may_administer)
    number = request.form.get("number", -1, int)
    version = queries.look_numbered(number) if 0 < number <= LARGEST_ID else None
    if version is None and number != 0:
        raise NotFound
    commands.save(
        brand.look_of(version), made_from=request.form.get("made_from", -1, int), actor_id=member.id
    )
    return _done(_("The earlier look is back.") if number else _("The built-in look is back."))


@bp.post("/admin/brand/preview")
def preview_brand() -> ResponseReturnValue:
    with reading():
        require(policy.may_administer)
        form = BrandForm()
        form.validate()
        if not wants_fragment():
            return _page(form)
        return render_template("operations/_brand_preview.html", **_shown(form))


@bp.get("/admin/brand/preview.css")
def preview_style() -> ResponseReturnValue:
    require(policy.may_administer)
    try:
        found = palette(colour.tidy(request.args.get("accent", "") or BUILT_IN))
    except colour.NotAColour:
        raise NotFound from None
    return Response(looks.preview_style(found), mimetype="text/css")


def _page(form: BrandForm, status: int = 200) -> ResponseReturnValue:
    saved = brand.look_of(brand.last())
    context = {"form": form, "saved": saved, "changes": looks.changes(queries.looks(9)), **_shown(form)}
    return render_template("operations/brand.html", **context), status


def _shown(form: BrandForm) -> dict[str, object]:
    look = form.look(brand.look_of(brand.last()))
    return {"look": look, "palette": look.palette, "sentences": looks.sentences(look.palette), "form": form}


def _logo(form: BrandForm) -> Logo | None:
    try:
        return form.cleaned_logo()
    except Refused as refusal:
        form.mark(refusal)
        return None


def _done(said: str) -> ResponseReturnValue:
    db.session.commit()
    brand.saved()
    flash(said, "good")
    return redirect(url_for("operations.brand_page"), 303)
