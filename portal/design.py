"""The sheet of components: every part in every state, for those who build; not to be found on a served site."""

from datetime import timedelta
from types import SimpleNamespace

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from foundation.clock import now
from foundation.errors import NotFound
from foundation.language import LANGUAGES
from foundation.settings import current
from portal import samples

NOBODY_S = 9_000_000
LETTER_MAY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What a letter shown as a page may do: load nothing, and look as it says itself."""
design = Blueprint("design", __name__)


class SampleForm(FlaskForm):
    """One field of each kind."""

    title = StringField("Title", [InputRequired(), Length(max=80)])
    email = StringField("E-mail", [Optional()])
    text = TextAreaField("What were you trying to do?", [Length(max=400)])
    subject = SelectField(
        "Subject", choices=[SelectChoice("a", "Beans and roasts"), SelectChoice("b", "Shops")]
    )
    door = RadioField(
        "It is rather",
        choices=[SelectChoice("idea", "an idea"), SelectChoice("order", "a problem with an order")],
        default="idea",
    )
    tell = BooleanField("Tell me when the team answers", default=True)


def sample(number: int, title: str, votes: int, **more: object) -> SimpleNamespace:
    """Something that looks like an idea."""
    plain = {"comment_count": 12, "stage": "new", "state": "published", "url": "#", "language": "en"}
    return SimpleNamespace(id=NOBODY_S + number, title=title, vote_count=votes, **(plain | more))


@design.get("/design")
def sheet() -> ResponseReturnValue:
    if current().env not in ("development", "test"):
        raise NotFound
    form = SampleForm(formdata=None)
    form.email.errors = ["The end is missing, such as “.org”."]
    when = now()
    return render_template(
        "portal/design.html",
        form=form,
        sample=sample,
        when=when - timedelta(hours=3),
        earlier=when - timedelta(days=40),
    )


@design.get("/design/letters")
def letters() -> ResponseReturnValue:
    if current().env not in ("development", "test"):
        raise NotFound
    code = "fr" if request.args.get("language") == "fr" else "en"
    shown = [(name, make(code)) for name, make in samples.LETTERS.items()]
    return render_template("portal/letters.html", shown=shown, code=code)


@design.get("/design/letters/<name>/<code>")
def letter(name: str, code: str) -> ResponseReturnValue:
    if current().env not in ("development", "test") or code not in LANGUAGES or name not in samples.LETTERS:
        raise NotFound
    return Response(samples.LETTERS[name](code).html, headers={"Content-Security-Policy": LETTER_MAY})
