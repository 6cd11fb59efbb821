"""Statements of reasons, for those they were written to; the page of one is in moderation.appeals, with what can be done about it."""

from flask import jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation.web import get_or_404, see_other
from moderation.blueprint import bp
from moderation.statements import queries
from moderation.statements.models import Statement
from moderation.statements.policy import may_read_statements
from moderation.statements.wording import MEASURES


@bp.get("/statements")
def statements() -> ResponseReturnValue:
    member = require(may_read_statements)
    return render_template("moderation/statements/mine.html", mine=queries.of(member), measures=MEASURES)


@bp.get("/statements/<int:statement_id>.json")
def statement_data(statement_id: int) -> ResponseReturnValue:
    member = require(may_read_statements)
    found: Statement = get_or_404(queries.readable(member).where(Statement.id == statement_id))
    document = jsonify(queries.as_data(found))
    document.headers["Cache-Control"] = "no-store"
    return document


@bp.get("/contributions/<int:contribution_id>/statement")
def statement_about(contribution_id: int) -> ResponseReturnValue:
    its = queries.readable(require(may_read_statements)).where(Statement.contribution_id == contribution_id)
    found: Statement = get_or_404(its.order_by(Statement.id.desc()))
    return see_other(url_for("moderation.statement", statement_id=found.id))
