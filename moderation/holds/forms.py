"""Why something is held for the law, and why no longer."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from accounts.holds.models import Held
from foundation.html import clean_text
from foundation.language import _l
from foundation.web import LARGEST_ID


class ReasonForm(FlaskForm):
    """Why; the token is checked before any view runs."""

    class Meta:
        csrf = False

    reason = TextAreaField(
        _l("Why"),
        [
            DataRequired(_l("Write why: who asks for it, and the number of the case.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[lambda text: clean_text(text) if text else text],
    )


class HoldForm(ReasonForm):
    """What is held, by kind and number."""

    kind = HiddenField(validators=[AnyOf([one.value for one in Held])])
    number = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)], widget=HiddenInput())
