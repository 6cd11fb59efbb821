"""The author's side: ask privately, read and answer, say how it ended."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, require, require_member
from foundation.database import db
from foundation.errors import NotFound
from foundation.language import _
from foundation.web import get_or_404, see_other
from moderation.blueprint import bp
from moderation.service import checking, commands, policy, queries
from moderation.service.forms import AskForm, WordsForm
from moderation.service.models import ServiceCase
from moderation.service.views.desk import staff_page


@bp.route("/service/new", methods=["GET", "POST"])
def service_new() -> ResponseReturnValue:
    """Asked for with POST, the form takes over what was typed elsewhere; nothing is sent yet."""
    require_member()
    handed = request.form
    text = handed.get("text") or handed.get("source") or ""
    form = AskForm(formdata=None, text=text[:5000], subject=handed.get("title", "")[:120])
    return render_template("moderation/service/new.html", form=form, handed=bool(text))


@bp.post("/service")
def service_ask() -> ResponseReturnValue:
    member, form = require_member(), AskForm()
    if not form.validate():
        return render_template("moderation/service/new.html", form=form, handed=False), 422
    subject, urgency = form.subject.data or "", int(form.urgency.data)
    case = commands.ask(member, subject, form.text.data, urgency=urgency, nonce=form.nonce.data)
    where = url_for("moderation.service_case", case_id=case.id)
    db.session.commit()
    flash(_("The team has it. Nobody else sees it."), "good")
    return see_other(where)


@bp.get("/service")
def service_mine() -> ResponseReturnValue:
    member = require_member()
    return render_template("moderation/service/mine.html", cases=queries.cases_of(member.id))


@bp.get("/service/<int:case_id>")
def service_case(case_id: int) -> ResponseReturnValue:
    found = _found(case_id)
    member = require(policy.may_read, found)
    if policy.may_handle(member, found):
        return staff_page(found, member)
    return _own_page(found)


@bp.post("/service/<int:case_id>/messages")
def service_say(case_id: int) -> ResponseReturnValue:
    found = _found(case_id)
    member, form = require(policy.may_read, found), WordsForm()
    if not form.validate():
        own = not policy.may_handle(member, found)
        return (_own_page(found, form) if own else staff_page(found, member, said=form)), 422
    commands.say(found, member, form.text.data, nonce=form.nonce.data)
    db.session.commit()
    return see_other(url_for("moderation.service_case", case_id=case_id, _anchor="last"))


@bp.get("/service/answers/<token>")
def service_settled(token: str) -> ResponseReturnValue:
    case, settled = checking.read(token)
    return render_template("moderation/service/settled.html", case=case, settled=settled, token=token)


@bp.post("/service/answers/<token>")
def service_settle(token: str) -> ResponseReturnValue:
    case, settled = checking.read(token)
    if case.settled is not settled:
        commands.settle(case, settled)
    db.session.commit()
    return render_template("moderation/service/settled.html", case=case, settled=settled, token=None)


def _found(case_id: int) -> ServiceCase:
    """The case, for whom it exists: its author and the team."""
    member = current_member() or require_member()
    found: ServiceCase = get_or_404(queries.case_for(case_id, member))
    if not policy.may_read(member, found):
        raise NotFound
    return found


def _own_page(found: ServiceCase, form: WordsForm | None = None) -> str:
    lines = queries.lines_of(found)
    form = form or WordsForm(formdata=None)
    return render_template("moderation/service/own_case.html", case=found, lines=lines, form=form)
