"""What a member sees of what the house knows: read it, correct it, take it along."""

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import require
from customers import commands, months, personal, queries
from customers.blueprint import bp
from customers.models import NeedEvidence, Purpose
from customers.policy import may_read_own_data, may_withdraw_evidence
from foundation.database import db
from foundation.errors import NotFound
from foundation.web import get_or_404, see_other


@bp.get("/me/data")
def my_data() -> ResponseReturnValue:
    member = require(may_read_own_data)
    link = queries.link_of(member.id)
    purchases = queries.purchases_of(link.customer_id) if link else []
    evidence = queries.evidence_of(member.id)
    return render_template(
        "customers/my_data.html",
        member=member,
        link=link,
        purchases=purchases,
        months=months.of(purchases, link.customer.currency if link else ""),
        points=queries.contact_points(link.customer_id) if link else [],
        evidence=evidence,
        sealed=queries.sealed_among(evidence, member),
        consents=queries.consents_of(member.id),
        purposes=list(Purpose),
        year_spend=queries.spent_since(link.customer_id) if link else 0,
    )


@bp.get("/me/data.json")
def my_export() -> ResponseReturnValue:
    member = require(may_read_own_data)
    document = jsonify(personal.all_about(member))
    document.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    document.headers["Cache-Control"] = "no-store"
    return document


@bp.post("/me/data/consents/<purpose>")
def say(purpose: str) -> ResponseReturnValue:
    member = require(may_read_own_data)
    if purpose not in list(Purpose):
        raise NotFound
    deed = commands.give_consent if request.form.get("given") == "yes" else commands.withdraw_consent
    deed(member, Purpose(purpose))
    db.session.commit()
    return see_other(url_for(".my_data") + "#consents")


@bp.post("/me/data/needs/<int:evidence_id>/objection")
def object_to(evidence_id: int) -> ResponseReturnValue:
    member = require(may_read_own_data)
    standing = select(NeedEvidence).where(NeedEvidence.id == evidence_id, NeedEvidence.member_id == member.id)
    evidence: NeedEvidence = get_or_404(standing)
    require(may_withdraw_evidence, evidence)
    commands.object_to_evidence(evidence, member)
    db.session.commit()
    return see_other(url_for(".my_data") + "#needs")


@bp.post("/me/data/link/end")
def end_link() -> ResponseReturnValue:
    member = require(may_read_own_data)
    link = queries.link_of(member.id)
    if link is not None:
        commands.unlink(link, member, "not_me")
    db.session.commit()
    return see_other(url_for(".my_data") + "#link")
