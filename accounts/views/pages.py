"""How a page with a form is answered, first and again."""

from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.errors import Invalid, Refused
from foundation.forms import Form


def form_page(
    template: str, form: Form, refusal: Refused | None = None, **context: Any
) -> ResponseReturnValue:
    """The page of a form; after a refusal with what was typed, the reason at its field, and the status."""
    if refusal is None:
        return render_template(template, form=form, **context)
    db.session.rollback()
    if refusal.field or type(refusal) is not Invalid:
        form.mark(refusal)
    answer = make_response(render_template(template, form=form, **context), refusal.status)
    if "retry_after" in refusal.details:
        answer.headers["Retry-After"] = str(refusal.details["retry_after"])
    return answer


def secret_page(template: str, **context: Any) -> ResponseReturnValue:
    """A page that holds a secret: no cache keeps it."""
    answer = make_response(render_template(template, **context))
    answer.headers["Cache-Control"] = "no-store"
    return answer
