"""The team's side: the list by its clocks, one case, and what is done about it."""

import re
from collections.abc import Callable
from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import current_member, require
from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution
from community.contributions.queries import contribution as one, visible_to
from community.readings.commands import opened
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict, Refused
from foundation.html import clean_text
from foundation.language import _, language_name
from foundation.web import get_or_404, see_other
from moderation.appeals.blindness import blind_about
from moderation.blueprint import bp
from moderation.deciding import decide
from moderation.forms import DecisionForm
from moderation.models import Case
from moderation.policy import may_decide, may_moderate
from moderation.queries import case_for
from moderation.reasons import Verdict
from moderation.service import commands, policy, queries, removing
from moderation.service.forms import URGENCIES, OwnerForm, WordsForm
from moderation.service.models import ComplaintRemoval, ServiceCase

LEADING = re.compile(r"\d{1,9}")


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
    if request.headers.get("HX-Request"):  # a page of its own, not one more case inside the desk
        return Response(headers={"HX-Redirect": where})
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


@bp.post("/moderation/cases/<int:case_id>/service")
def service_from_case(case_id: int) -> ResponseReturnValue:
    """With one key in the queue: the complaint is let through, and somebody looks after its author."""
    found: Case = get_or_404(case_for(case_id, require(may_moderate)))
    moderator = require(may_decide, found.contribution)
    form = DecisionForm()
    try:
        version = form.version.data or 0
        decide(found, moderator, Verdict.APPROVE, None, form.note.data or "", expected_version=version)
        case = commands.open_for(found.contribution, moderator)
    except Conflict as refusal:
        db.session.rollback()
        flash(str(refusal.message), "warn")
        return see_other(url_for("moderation.case", case_id=case_id))
    where = url_for("moderation.service_case", case_id=case.id)
    db.session.commit()
    flash(_("It is a service case now, and yours. The page says that it was heard."), "good")
    if request.headers.get("HX-Request"):  # a page of its own, not one more case inside the desk
        return Response(headers={"HX-Redirect": where})
    return see_other(where)


@bp.post("/service/<int:case_id>/evidence")
def service_link(case_id: int) -> ResponseReturnValue:
    found: ServiceCase = get_or_404(queries.case_for(case_id, require(policy.may_serve)))
    member = require(policy.may_handle, found)
    typed = request.form.get("idea", "").strip()
    number = LEADING.match(typed.rpartition("/")[2])
    idea = db.session.scalars(one(int(number.group()), member)).first() if number else None
    if typed and (idea is None or idea.kind != "idea"):
        flash(_("There is no such idea. Copy its address from the page of the idea."), "warn")
    else:
        commands.link(found, idea, member)
        db.session.commit()
    return _to(case_id)


@bp.post("/service/<int:case_id>/removal")
def service_remove(case_id: int) -> ResponseReturnValue:
    found: ServiceCase = get_or_404(queries.case_for(case_id, require(may_moderate)))
    moderator = require(policy.may_remove, found)
    words = request.form.get("reason", "")[:2000]
    return _tried(
        case_id,
        lambda: removing.propose(found, moderator, clean_text(words)),
        _("It stays until a colleague agrees."),
    )


@bp.post("/service/<int:case_id>/privacy")
def service_mask(case_id: int) -> ResponseReturnValue:
    found: ServiceCase = get_or_404(queries.case_for(case_id, require(may_moderate)))
    moderator = require(policy.may_remove, found)
    said = _(
        "It is not public now. Its author is asked to take the private facts out, and the rest can stand."
    )
    return _tried(case_id, lambda: removing.ask_to_mask(found, moderator, ""), said)


@bp.post("/service/removals/<int:removal_id>/agreement")
def service_agree(removal_id: int) -> ResponseReturnValue:
    wish, moderator = _wish(removal_id)
    said = _("It is no longer public. Its author reads why, and the removal is counted in public.")
    return _tried(wish.case_id, lambda: removing.agree(wish, moderator), said)


@bp.post("/service/removals/<int:removal_id>/refusal")
def service_disagree(removal_id: int) -> ResponseReturnValue:
    wish, moderator = _wish(removal_id)
    return _tried(
        wish.case_id, lambda: removing.disagree(wish, moderator), _("The complaint stays where it is.")
    )


def _wish(removal_id: int) -> tuple[ComplaintRemoval, Member]:
    moderator = require(may_moderate)
    asked = select(ComplaintRemoval).outerjoin(
        Contribution, Contribution.id == ComplaintRemoval.contribution_id
    )
    wish: ComplaintRemoval = get_or_404(asked.where(ComplaintRemoval.id == removal_id, visible_to(moderator)))
    return wish, require(policy.may_confirm, wish)


def _tried(case_id: int | None, deed: Callable[[], object], said: str) -> ResponseReturnValue:
    try:
        deed()
        db.session.commit()
        flash(said, "good")
    except Refused as refusal:
        db.session.rollback()
        flash(str(refusal.message), "warn")
    return _to(case_id) if case_id else see_other(url_for("moderation.service_desk"))


def staff_page(found: ServiceCase, member: Member, **typed: Any) -> str:
    """One case as the team sees it; `typed` holds the form that was refused, by its part."""
    blank = {part: typed.get(part) or WordsForm(formdata=None) for part in ("said", "plan", "closing")}
    if found.contribution is not None:
        opened(found.contribution)
    return render_template(
        "moderation/service/case.html",
        case=found,
        lines=queries.lines_of(found),
        removal=queries.removal_of(found),
        can={"remove": policy.may_remove(member, found)},
        blind=found.contribution_id is not None and blind_about(member, found.contribution_id),
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
        form.mark(refusal, "text")
        return staff_page(found, member, **{part: form}), refusal.status
    db.session.commit()
    return _to(case_id)


def _owner_form(found: ServiceCase, *, formdata: bool = False) -> OwnerForm:
    form = OwnerForm() if formdata else OwnerForm(formdata=None, owner=found.owner_id or 0)
    form.owner.choices = [(0, _("Nobody yet")), *((row.id, row.name) for row in queries.team())]
    return form


def _to(case_id: int) -> ResponseReturnValue:
    return see_other(url_for("moderation.service_case", case_id=case_id))
