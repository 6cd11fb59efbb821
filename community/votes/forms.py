"""What staff type when they write down a customer's vote."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from foundation.html import clean_line


def _line(text: str | None) -> str | None:
    return clean_line(text) if text else text


class OnBehalfForm(FlaskForm):
    """The member whose vote it is."""

    email = StringField(
        _l("E-mail address of the member"),
        [InputRequired(_l("Type the address of a member.")), Length(max=254)],
        filters=[_line],
    )
