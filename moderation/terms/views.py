"""The rules in all their versions, for people and for programs, and the page where an admin writes the next."""

from typing import Any

from flask import flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, may, require
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.language import LANGUAGES, _, language
from foundation.web import see_other
from moderation.blueprint import bp
from moderation.terms import commands, policy, queries
from moderation.terms.forms import TermsForm
from moderation.terms.models import TermsVersion
from moderation.terms.wording import sections


def page_of(found: TermsVersion) -> dict[str, Any]:
    """What the page of a version shows, in the language of its reader."""
    return {
        "version": found,
        "sections": sections(found.texts[language()]),
        "versions": queries.versions(),
        "now": queries.current_version(),
        "can": {"write": current_member() is not None and may(policy.may_write_terms)},
    }


@bp.get("/rules/versions/<int:number>")
def terms_version(number: int) -> ResponseReturnValue:
    return render_template("moderation/terms/version.html", **page_of(_found(number)))


@bp.get("/rules/versions/<int:number>.json")
def terms_data(number: int) -> ResponseReturnValue:
    return jsonify(queries.as_data(_found(number)))


@bp.get("/rules.json")
def terms_now() -> ResponseReturnValue:
    return jsonify(queries.as_data(queries.current()))


@bp.get("/moderation/terms")
def write_terms() -> ResponseReturnValue:
    require(policy.may_write_terms)
    now = queries.current()
    lines = "\n".join(f"{reason} {number}" for reason, number in now.paragraphs.items())
    texts = {f"text_{code}": now.texts[code] for code in LANGUAGES}
    return _page(TermsForm(formdata=None, written_on=now.number, paragraphs=lines, **texts))


@bp.post("/moderation/terms")
def publish_terms() -> ResponseReturnValue:
    member = require(policy.may_write_terms)
    form = TermsForm()
    if not form.validate():
        return _page(form), 422
    try:
        if "preview" in request.form:
            commands.check(form.texts, form.named)
            return _page(form, preview=True)
        given = {"significant": form.significant.data, "written_on": form.written_on.data}
        made = commands.publish(member, form.texts, form.summaries, form.named, **given)
    except Refused as refusal:
        db.session.rollback()
        form.mark(refusal)
        return _page(form), refusal.status
    db.session.commit()
    flash(_("Version %(num)d holds from now on.", num=made.number), "good")
    return see_other(url_for("moderation.terms_version", number=made.number))


def _page(form: TermsForm, *, preview: bool = False) -> str:
    shown = [(code, sections(text)) for code, text in form.texts.items()] if preview else []
    return render_template(
        "moderation/terms/write.html",
        form=form,
        shown=shown,
        now=queries.current_version(),
        known=queries.current(),
    )


def _found(number: int) -> TermsVersion:
    found = queries.version(number)
    if found is None:
        raise NotFound
    return found
