"""Why something is held for the law, and why no longer."""

from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from accounts.holds.models import Held
from foundation.forms import Form, plain_text
from foundation.language import _l
from foundation.web import LARGEST_ID


class ReasonForm(Form):
    """Why."""

    reason = TextAreaField(
        _l("Why"),
        [
            DataRequired(_l("Write why: who asks for it, and the number of the case.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[plain_text],
    )


class HoldForm(ReasonForm):
    """What is held, by kind and number."""

    kind = HiddenField(validators=[AnyOf([one.value for one in Held])])
    number = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)], widget=HiddenInput())
