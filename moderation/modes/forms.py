"""What is typed when a crisis begins."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from foundation.forms import Form, one_line
from foundation.language import _l


class CrisisForm(Form):
    """Why everything is read first."""

    why = StringField(
        _l("What is going on"),
        [
            InputRequired(_l("A few words, so that colleagues understand.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
        filters=[one_line],
    )
