"""Where to talk about what, and the rooms behind it."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from accounts.access import current_member, may, require
from accounts.models import Member
from community.blueprint import bp
from community.spaces import commands, policy
from community.spaces.forms import CircleForm, SpaceForm
from community.spaces.models import Audience, Space
from community.spaces.queries import circle_of, spaces_for, writable_for
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _
from foundation.web import get_or_404, see_other

FIRST = 3
"""How many texts of a new member are read first in a space that is made, unless one says otherwise."""


@bp.get("/spaces/")
def spaces() -> ResponseReturnValue:
    runs = may(policy.may_run_spaces)
    wanted = select(Space).order_by(Space.position, Space.id) if runs else writable_for(current_member())
    found = db.session.scalars(wanted).all()
    return render_template("community/spaces.html", spaces=found, runs=runs)


@bp.get("/spaces/<slug>")
def space(slug: str) -> ResponseReturnValue:
    found: Space = get_or_404(spaces_for(current_member()).where(Space.slug == slug))
    return see_other(url_for("ideas.board", space=found.slug))


@bp.get("/spaces/new")
def new_space() -> ResponseReturnValue:
    require(policy.may_run_spaces)
    return render_template(
        "community/space.html",
        form=SpaceForm(audience="public", moderation="reactive", first_held=FIRST),
        it=None,
    )


@bp.post("/spaces/new")
def make_space() -> ResponseReturnValue:
    return _saved(Space(), require(policy.may_run_spaces))


@bp.get("/spaces/<slug>/edit")
def edit_space(slug: str) -> ResponseReturnValue:
    require(policy.may_run_spaces)
    found: Space = get_or_404(_named(slug))
    return _form(found, SpaceForm(obj=found), CircleForm())


@bp.post("/spaces/<slug>/edit")
def save_space(slug: str) -> ResponseReturnValue:
    by = require(policy.may_run_spaces)
    return _saved(get_or_404(_named(slug)), by)


@bp.post("/spaces/<slug>/archive")
def archive_space(slug: str) -> ResponseReturnValue:
    by = require(policy.may_run_spaces)
    found: Space = get_or_404(_named(slug))
    (commands.reopen if found.archived_at else commands.archive)(found, by)
    db.session.commit()
    return see_other(url_for("community.edit_space", slug=slug))


@bp.post("/spaces/<slug>/circle")
def add_to_circle(slug: str) -> ResponseReturnValue:
    by = require(policy.may_run_spaces)
    found: Space = get_or_404(_named(slug))
    form = CircleForm()
    if not form.validate():
        return _form(found, SpaceForm(formdata=None, obj=found), form), 422
    try:
        member = commands.add_to_circle(found, form.email.data, by, sure=form.sure.data)
        added = member.name
    except Invalid as refusal:
        form.mark(refusal, "email")
        return _form(found, SpaceForm(formdata=None, obj=found), form), 422
    db.session.commit()
    flash(_("%(name)s belongs to the circle now.", name=added), "good")
    return see_other(url_for("community.edit_space", slug=slug, _anchor="circle"))


@bp.post("/spaces/<slug>/circle/<int:member_id>/removal")
def remove_from_circle(slug: str, member_id: int) -> ResponseReturnValue:
    by = require(policy.may_run_spaces)
    commands.remove_from_circle(get_or_404(_named(slug)), member_id, by)
    db.session.commit()
    return see_other(url_for("community.edit_space", slug=slug, _anchor="circle"))


def _named(slug: str) -> Select[Space]:
    return select(Space).where(Space.slug == slug)


def _saved(found: Space, by: Member) -> ResponseReturnValue:
    form = SpaceForm()
    if not form.validate():
        return _form(found, form, CircleForm(formdata=None)), 422
    given = {name: form[name].data for name in commands.FIELDS}
    try:
        slug = commands.save_space(found, by, **given).slug
    except Invalid as refusal:
        form.mark(refusal, "slug")
        return _form(found, form, CircleForm(formdata=None)), 422
    db.session.commit()
    flash(_("The space is saved."), "good")
    return see_other(url_for("community.edit_space", slug=slug))


def _form(found: Space, form: SpaceForm, circle_form: CircleForm) -> str:
    it = found if found.id else None
    circle = circle_of(found) if it and found.audience == Audience.CIRCLE.value else None
    return render_template("community/space.html", form=form, it=it, circle=circle, circle_form=circle_form)
