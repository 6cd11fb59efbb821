"""What is typed about a member's standing."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from foundation.forms import Form, plain_text
from foundation.language import _l


class Reasoned(Form):
    """Why."""

    reason = TextAreaField(
        _l("Why"),
        [
            DataRequired(_l("Write why: the member reads it.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[plain_text],
    )


class MeasureForm(Reasoned):
    """What is asked of a member, and why."""

    measure = RadioField(_l("What is asked"), [InputRequired(_l("Choose what is asked, or nothing."))])
