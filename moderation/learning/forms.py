"""Forms of the model's page."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from foundation.forms import Form
from foundation.language import _l


class TryForm(Form):
    """A text to hold before the model; nothing of it is kept."""

    text = TextAreaField(
        _l("A text of your own"),
        [
            DataRequired(_l("Type or paste a text.")),
            Length(max=5000, message=_l("At most 5,000 characters.")),
        ],
    )
