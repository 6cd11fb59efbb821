"""A statement with what can be done about it, and the desk where somebody else decides."""

from datetime import timedelta
from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from accounts.models import Member
from community.contributions.models import Contribution
from community.readings.commands import opened
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict, Refused
from foundation.language import _, day
from foundation.web import get_or_404, see_other
from moderation.appeals import commands, policy, queries
from moderation.appeals.forms import AnswerForm, AppealForm
from moderation.appeals.models import Appeal, Outcome
from moderation.appeals.wording import OUTCOMES
from moderation.blueprint import bp
from moderation.illegal.queries import objections
from moderation.statements import queries as statements
from moderation.statements.models import Measure, Statement
from moderation.statements.policy import may_read_statements
from moderation.statements.wording import MEASURES


@bp.get("/statements/<int:statement_id>")
def statement(statement_id: int) -> ResponseReturnValue:
    member = require(may_read_statements)
    found: Statement = get_or_404(statements.readable(member).where(Statement.id == statement_id))
    return _page(found, member, AppealForm(formdata=None))


@bp.post("/statements/<int:statement_id>/appeal")
def appeal(statement_id: int) -> ResponseReturnValue:
    found: Statement = get_or_404(
        statements.readable(require(may_read_statements)).where(Statement.id == statement_id)
    )
    member = require(policy.may_appeal, found)
    form = AppealForm()
    if not form.validate():
        return _page(found, member, form), 422
    try:
        due = commands.appeal(found, member, form.text.data or "").due_at
    except Conflict as refusal:
        return _page(found, member, form, refused=str(refusal.message)), refusal.status
    db.session.commit()
    flash(_("Your appeal has arrived. We answer by %(date)s.", date=day(due)), "good")
    return see_other(url_for("moderation.statement", statement_id=statement_id, _anchor="appeal"))


@bp.post("/appeals/<int:appeal_id>/withdrawal")
def withdraw_appeal(appeal_id: int) -> ResponseReturnValue:
    member = require(may_read_statements)
    found: Appeal = get_or_404(queries.own(member).where(Appeal.id == appeal_id))
    commands.withdraw(found, require(policy.may_withdraw, found))
    statement_id = found.statement_id
    db.session.commit()
    flash(_("Your appeal is withdrawn. The decision stays as it is."), "good")
    return see_other(url_for("moderation.statement", statement_id=statement_id))


@bp.get("/moderation/appeals")
def appeals() -> ResponseReturnValue:
    moderator = require(policy.may_read_appeals)
    shown = {"waiting": queries.waiting(moderator), "done": queries.decided(moderator)}
    shown["objections"] = objections(moderator)
    return render_template("moderation/appeals/desk.html", **shown, **_named())


@bp.get("/moderation/appeals/<int:appeal_id>")
def appeal_case(appeal_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_read_appeals)
    found: Appeal = get_or_404(queries.seen_by(moderator).where(Appeal.id == appeal_id))
    return _case(found, moderator, _answering(found, blank=True))


@bp.post("/moderation/appeals/<int:appeal_id>/decision")
def decide_appeal(appeal_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_read_appeals)
    found: Appeal = get_or_404(queries.seen_by(moderator).where(Appeal.id == appeal_id))
    require(policy.may_decide_appeal, found)
    form = _answering(found)
    if not form.validate():
        return _case(found, moderator, form), 422
    try:
        commands.decide(found, moderator, *form.chosen, form.note.data or "")
    except Refused as refusal:
        db.session.rollback()
        moderator = require(policy.may_read_appeals)
        now_so: Appeal = get_or_404(queries.seen_by(moderator).where(Appeal.id == appeal_id))
        return _case(now_so, moderator, form, refused=str(refusal.message)), refusal.status
    db.session.commit()
    flash(_("Decided. The author reads your answer."), "good")
    return see_other(url_for("moderation.appeals"))


def _page(found: Statement, member: Member, form: AppealForm, *, refused: str = "") -> str:
    standing = queries.standing(found.id)
    own = found.member_id == member.id
    return render_template(
        "moderation/statements/statement.html",
        it=found,
        own=own,
        form=form,
        refused=refused,
        appeal=standing,
        last_day=found.appeal_until - timedelta(days=1),
        can={"appeal": own and standing is None and now() < found.appeal_until},
        **_named(),
    )


def _answering(found: Appeal, *, blank: bool = False) -> AnswerForm:
    form = AnswerForm(formdata=None) if blank else AnswerForm()
    milder = commands.MILDER.get(Measure(found.statement.measure), ())
    form.offer(milder, of_text=found.statement.contribution_id is not None)
    return form


def _case(found: Appeal, moderator: Member, form: AnswerForm, *, refused: str = "") -> str:
    about = found.statement.contribution_id
    if about is not None:
        opened(db.session.get_one(Contribution, about))
    return render_template(
        "moderation/appeals/case.html",
        it=found,
        form=form,
        refused=refused,
        text=queries.text_decided_on(found.statement),
        can={"decide": found.is_open and policy.may_decide_appeal(moderator, found)},
        became=OUTCOMES[Outcome(found.outcome)] if found.outcome else "",
        **_named(),
    )


def _named() -> dict[str, Any]:
    return {"measures": MEASURES, "outcomes": OUTCOMES}
