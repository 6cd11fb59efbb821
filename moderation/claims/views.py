"""Claiming a case, laying it down, and who reads what."""

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from accounts.access import require
from accounts.models import Member
from foundation import database
from foundation.database import db
from foundation.language import _
from foundation.web import an_id, get_or_404, see_other
from moderation import policy, queries
from moderation.blueprint import bp
from moderation.claims.commands import claim, release
from moderation.claims.queries import holders
from moderation.models import Case


@bp.get("/moderation/claims")
def claims() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    return _who_reads_what(moderator, request.args.get("case", type=an_id))


@bp.post("/moderation/cases/<int:case_id>/claim")
def claim_case(case_id: int) -> ResponseReturnValue:
    found: Case = get_or_404(queries.case_for(case_id, require(policy.may_moderate)))
    moderator = require(policy.may_decide, found.contribution)
    if found.is_open:
        claim(case_id, moderator, over=request.form.get("over") == "1")
    db.session.commit()
    if request.accept_mimetypes.best == "application/json":
        return _who_reads_what(moderator, case_id)
    return see_other(url_for("moderation.case", case_id=case_id, _anchor="case"))


@bp.post("/moderation/cases/<int:case_id>/release")
def release_case(case_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    get_or_404(queries.case_for(case_id, moderator))
    release(case_id, moderator.id)
    db.session.commit()
    return see_other(url_for("moderation.queue", _anchor=f"case-{case_id}"))


def open_with_claim(found: Case, moderator: Member) -> None:
    """Claim what is opened; a busy database drops the claim, never the page."""
    if not found.is_open or not policy.may_decide(moderator, found.contribution):
        return
    number = found.id
    try:
        with database.writing(aside=True):
            claim(number, moderator)
    except OperationalError:
        db.session.rollback()


def _who_reads_what(moderator: Member, case_id: int | None) -> ResponseReturnValue:
    held = holders(moderator)
    case = db.session.scalars(queries.case_for(case_id, moderator)).first() if case_id else None
    latest = queries.decisions_about(case.contribution_id)[:1] if case and not case.is_open else ()
    can = {"decide": case is not None and policy.may_decide(moderator, case.contribution)}
    lease = render_template(
        "moderation/_lease.html", case=case, held=held, latest=latest, me=moderator.id, can=can
    )
    others = [one for one in held.values() if one.member_id != moderator.id]
    names = {one.case_id: _("Read by %(name)s", name=one.name) for one in others}
    return jsonify(held=names, lease=lease)
