"""The embargo calendar, and the domains of competitors; for those who may know."""

from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _, _n
from foundation.web import by_id, see_other
from moderation.blueprint import bp
from moderation.embargo import commands, competitors, keys, policy, queries
from moderation.embargo.forms import AskForm, DomainForm, TermForm
from moderation.embargo.models import CompetitorDomain, EmbargoTerm
from moderation.screening.embargo import TooLong


@bp.get("/moderation/embargo")
def embargo() -> ResponseReturnValue:
    require(policy.may_keep_embargo)
    return _terms()


@bp.post("/moderation/embargo")
def add_term() -> ResponseReturnValue:
    by = require(policy.may_keep_embargo)
    form = TermForm()
    if not form.validate():
        return _terms(form), 422
    try:
        days = (form.begins_on.data, form.ends_on.data)
        number = commands.add_term(form.term.data, *days, by, in_circles=form.in_circles.data).id
    except Invalid as refusal:
        form.mark(refusal)
        return _terms(form), 422
    db.session.commit()
    flash(
        _(
            "It is sealed as embargoed term no. %(number)d. Keep the words yourself: they stand nowhere here.",
            number=number,
        ),
        "good",
    )
    return see_other(url_for("moderation.embargo"))


@bp.post("/moderation/embargo/check")
def check_term() -> ResponseReturnValue:
    require(policy.may_keep_embargo)
    form = AskForm()
    if not form.validate():
        return _terms(ask=form), 422
    try:
        known = queries.covering(form.asked.data)
    except (TooLong, ValueError):
        form.mark(commands.NoTerm(), "asked")
        return _terms(ask=form), 422
    return _terms(ask=form, known=known, answered=True)


@bp.post("/moderation/embargo/<int:number>/end")
def end_term(number: int) -> ResponseReturnValue:
    by = require(policy.may_keep_embargo)
    commands.end_term(by_id(EmbargoTerm, number), by)
    db.session.commit()
    flash(
        _("Term no. %(number)d holds nothing any more. What waits because of it still waits.", number=number),
        "good",
    )
    return see_other(url_for("moderation.embargo"))


@bp.get("/moderation/competitors")
def competitor_list() -> ResponseReturnValue:
    require(policy.may_keep_embargo)
    return _domains(DomainForm(formdata=None))


@bp.post("/moderation/competitors")
def add_domains() -> ResponseReturnValue:
    by = require(policy.may_keep_embargo)
    form = DomainForm()
    if not form.validate():
        return _domains(form), 422
    try:
        new = competitors.add(form.company.data or "", competitors.domains_in(form.domains.data), by)
    except Invalid as refusal:
        form.mark(refusal)
        return _domains(form), 422
    db.session.commit()
    flash(_n("%(num)d domain is listed.", "%(num)d domains are listed.", new), "good")
    return see_other(url_for("moderation.competitor_list"))


@bp.post("/moderation/competitors/<int:domain_id>/removal")
def remove_domain(domain_id: int) -> ResponseReturnValue:
    by = require(policy.may_keep_embargo)
    found = by_id(CompetitorDomain, domain_id)
    domain = found.domain
    competitors.remove(found, by)
    db.session.commit()
    flash(_("Who writes from %(domain)s writes like everybody now.", domain=domain), "good")
    return see_other(url_for("moderation.competitor_list"))


def _terms(form: TermForm | None = None, ask: AskForm | None = None, **given: Any) -> str:
    return render_template(
        "moderation/embargo/terms.html",
        form=form or TermForm(formdata=None, begins_on=queries.today()),
        ask=ask or AskForm(formdata=None),
        terms=queries.terms(),
        today=queries.today(),
        key_name=keys.key_name(),
        **given,
    )


def _domains(form: DomainForm) -> str:
    return render_template("moderation/embargo/competitors.html", form=form, domains=competitors.listed())
