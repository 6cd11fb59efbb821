"""What is typed when a crisis begins."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from foundation.html import clean_line
from foundation.language import _l


def _line(text: str | None) -> str | None:
    return clean_line(text) if text else text


class CrisisForm(FlaskForm):
    """Why everything is read first."""

    why = StringField(
        _l("What is going on"),
        [
            InputRequired(_l("A few words, so that colleagues understand.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
        filters=[_line],
    )
