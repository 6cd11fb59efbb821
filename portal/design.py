"""The sheet of components: every part in every state, for those who build; not to be found on a served site."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from community.pictures.fields import PicturesField
from foundation.clock import now
from foundation.errors import NotFound
from foundation.forms import Form
from foundation.language import LANGUAGES, language, speaking
from foundation.settings import current
from portal import samples
from portal.specimens import WORDS

NOBODY_S = 9_000_000
LOOKS = {"theme": ("", "light", "dark"), "dir": ("ltr", "rtl"), "lang": LANGUAGES}
PANES = (("light", "ltr", "en"), ("dark", "ltr", "fr"), ("light", "rtl", "fr"), ("dark", "rtl", "en"))
LETTER_MAY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What a letter shown as a page may do: load nothing, and look as it says itself."""
design = Blueprint("design", __name__)


class SampleForm(Form):
    """One field of each kind."""

    title = StringField("Title", [InputRequired(), Length(max=80)])
    email = EmailField("E-mail", [Optional()])
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
    file = FileField("Customers")
    broken = FileField("Purchases")
    pictures = PicturesField("Pictures")


def sample(number: int, title: str, votes: int, **more: object) -> SimpleNamespace:
    """Something that looks like an idea."""
    plain = {"comment_count": 12, "stage": "new", "state": "published", "url": "#", "language": language()}
    return SimpleNamespace(id=NOBODY_S + number, title=title, vote_count=votes, **(plain | more))


@design.get("/design")
def sheet() -> ResponseReturnValue:
    if current().env not in ("development", "test"):
        raise NotFound
    look = {
        name: request.args[name] if request.args.get(name) in known else "" for name, known in LOOKS.items()
    }
    with speaking(look["lang"] or language()):
        return render_template(
            "portal/design.html",
            look=look,
            form=_sample_form(),
            panes=[_pane(*pane) for pane in PANES],
            **_given(),
        )


def _pane(theme: str, way: str, code: str) -> tuple[str, str, str, str]:
    """The main parts in one theme, one direction and one language."""
    with speaking(code):
        return theme, way, code, render_template("portal/_design_pane.html", at=f"{theme} {way}", **_given())


def _given() -> dict[str, Any]:
    when = now()
    return {
        "sample": sample,
        "words": WORDS[language()],
        "when": when - timedelta(hours=3),
        "earlier": when - timedelta(days=40),
    }


def _sample_form() -> SampleForm:
    form = SampleForm(formdata=None)
    form.email.errors = ["The end is missing, such as “.org”."]
    form.pictures.errors = ["Say in a few words what each picture shows, for those who cannot see it."]
    form.broken.errors = ["This is a picture. Choose a file that ends in .csv."]
    return form


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
