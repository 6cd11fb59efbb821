"""What is typed about a service case."""

import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from foundation.html import clean_line, clean_text
from foundation.language import _l

LONGEST = 5_000
TOO_LONG = _l("At most 5,000 characters. Yours are all still here; please shorten the text.")
URGENCIES = {
    0: _l("It can wait a day or two"),
    1: _l("It is in the way of something I need"),
    2: _l("Somebody could be hurt, or money is being lost"),
}


def _line(text: str | None) -> str | None:
    return clean_line(text) if text else text


def _text(text: str | None) -> str | None:
    return clean_text(text) if text else text


class Form(FlaskForm):
    """A form whose token the application checks before any view runs; the number used once keeps it from counting twice."""

    class Meta:
        csrf = False

    nonce = HiddenField(validators=[Length(max=40)], default=lambda: secrets.token_urlsafe(16))


class AskForm(Form):
    """What went wrong, for the team alone."""

    text = TextAreaField(
        _l("What happened?"),
        [DataRequired(_l("Tell us what happened, in a few words.")), Length(max=LONGEST, message=TOO_LONG)],
        filters=[_text],
    )
    subject = StringField(
        _l("In one line"),
        [Optional(), Length(max=120, message=_l("At most 120 characters."))],
        filters=[_line],
    )
    urgency = RadioField(
        _l("How pressing is it?"),
        choices=[SelectChoice(str(value), word) for value, word in URGENCIES.items()],
        default="0",
    )


class WordsForm(Form):
    """A message, a plan or the closing words."""

    text = TextAreaField(
        _l("Your message"),
        [DataRequired(_l("Write a few words first.")), Length(max=LONGEST, message=TOO_LONG)],
        filters=[_text],
    )


class OwnerForm(Form):
    """Who looks after a case."""

    owner = SelectField(_l("Who looks after it"), coerce=int)
