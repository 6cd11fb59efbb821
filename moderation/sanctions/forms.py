"""What is typed about a member's standing."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from foundation.html import clean_text
from foundation.language import _l


def _text(text: str | None) -> str | None:
    return clean_text(text) if text else text


class Reasoned(FlaskForm):
    """Why; the token is checked before any view runs."""

    class Meta:
        csrf = False

    reason = TextAreaField(
        _l("Why"),
        [
            DataRequired(_l("Write why: the member reads it.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[_text],
    )


class MeasureForm(Reasoned):
    """What is asked of a member, and why."""

    measure = RadioField(_l("What is asked"), [InputRequired(_l("Choose what is asked, or nothing."))])
