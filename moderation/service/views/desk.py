"""The team's side: the list by its clocks, one case, and what is done about it."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, require
from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution
from community.contributions.queries import contribution as one
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict
from foundation.language import _, language_name
from foundation.web import get_or_404, see_other
from moderation.blueprint import bp
from moderation.service import commands, policy, queries
from moderation.service.forms import URGENCIES, OwnerForm, WordsForm
from moderation.service.models import ServiceCase


@bp.get("/moderation/service")
def service_desk() -> ResponseReturnValue:
    member = require(policy.may_serve)
    view = request.args.get("show", "")
    view = view if view in queries.VIEWS else "waiting"
    listed = {"lines": queries.desk(member, view), "counts": queries.counts(member)}
    return render_template("moderation/service/desk.html", view=view, moment=now(), **listed)


@bp.post("/contributions/<int:contribution_id>/service")
def service_open(contribution_id: int) -> ResponseReturnValue:
    public = one(contribution_id, current_member()).where(Contribution.state.in_(PUBLIC_STATES))
    about: Contribution = get_or_404(public)
    case = commands.open_for(about, require(policy.may_open, about))
    where = url_for("moderation.service_case", case_id=case.id)
    db.session.commit()
    flash(_("It is a service case now, and yours. The page says that it was heard."), "good")
    return see_other(where)


@bp.post("/service/<int:case_id>/owner")
def service_assign(case_id: int) -> ResponseReturnValue:
    found: ServiceCase = get_or_404(queries.case_for(case_id, require(policy.may_serve)))
    member, form = require(policy.may_handle, found), _owner_form(found, formdata=True)
    if "take" in request.form:
        try:
            commands.take(found, member)
        except Conflict as refusal:
            flash(str(refusal.message), "warn")
    elif form.validate():
        commands.assign(found, form.owner.data or None, member)
    db.session.commit()
    return _to(case_id)


@bp.post("/service/<int:case_id>/plan")
def service_plan(case_id: int) -> ResponseReturnValue:
    return _written(case_id, "plan")


@bp.post("/service/<int:case_id>/closing")
def service_close(case_id: int) -> ResponseReturnValue:
    return _written(case_id, "closing")


def staff_page(found: ServiceCase, member: Member, **typed: Any) -> str:
    """One case as the team sees it; `typed` holds the form that was refused, by its part."""
    blank = {part: typed.get(part) or WordsForm(formdata=None) for part in ("said", "plan", "closing")}
    return render_template(
        "moderation/service/case.html",
        case=found,
        lines=queries.lines_of(found),
        forms=blank,
        owner=_owner_form(found),
        urgencies=URGENCIES,
        moment=now(),
        member=member,
        language_name=language_name,
    )


def _written(case_id: int, part: str) -> ResponseReturnValue:
    found: ServiceCase = get_or_404(queries.case_for(case_id, require(policy.may_serve)))
    member, form = require(policy.may_handle, found), WordsForm()
    if not form.validate():
        return staff_page(found, member, **{part: form}), 422
    deed = commands.plan if part == "plan" else commands.close
    try:
        deed(found, member, form.text.data)
    except Conflict as refusal:
        form.text.errors = [str(refusal.message)]
        return staff_page(found, member, **{part: form}), refusal.status
    db.session.commit()
    return _to(case_id)


def _owner_form(found: ServiceCase, *, formdata: bool = False) -> OwnerForm:
    form = OwnerForm() if formdata else OwnerForm(formdata=None, owner=found.owner_id or 0)
    form.owner.choices = [(0, _("Nobody yet")), *((row.id, row.name) for row in queries.team())]
    return form


def _to(case_id: int) -> ResponseReturnValue:
    return see_other(url_for("moderation.service_case", case_id=case_id))
