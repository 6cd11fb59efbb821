"""What is typed about a service case."""

import secrets

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from foundation.forms import Form, one_line, plain_text
from foundation.language import _l

LONGEST = 5_000
TOO_LONG = _l("At most 5,000 characters. Yours are all still here; please shorten the text.")
URGENCIES = {
    0: _l("It can wait a day or two"),
    1: _l("It is in the way of something I need"),
    2: _l("Somebody could be hurt, or money is being lost"),
}


class Once(Form):
    """A form that counts once, however often it is sent: its number is used once."""

    nonce = HiddenField(validators=[Length(max=40)], default=lambda: secrets.token_urlsafe(16))


class AskForm(Once):
    """What went wrong, for the team alone."""

    text = TextAreaField(
        _l("What happened?"),
        [DataRequired(_l("Tell us what happened, in a few words.")), Length(max=LONGEST, message=TOO_LONG)],
        filters=[plain_text],
    )
    subject = StringField(
        _l("In one line"),
        [Optional(), Length(max=120, message=_l("At most 120 characters."))],
        filters=[one_line],
    )
    urgency = RadioField(
        _l("How pressing is it?"),
        choices=[SelectChoice(str(value), word) for value, word in URGENCIES.items()],
        default="0",
    )


class WordsForm(Once):
    """A message, a plan or the closing words."""

    text = TextAreaField(
        _l("Your message"),
        [DataRequired(_l("Write a few words first.")), Length(max=LONGEST, message=TOO_LONG)],
        filters=[plain_text],
    )


class OwnerForm(Once):
    """Who looks after a case."""

    owner = SelectField(_l("Who looks after it"), coerce=int)
