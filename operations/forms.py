"""Forms of the admin's pages."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Email, InputRequired, Length

from foundation.language import _l


class TestMailForm(FlaskForm):
    """Where to send a test."""

    class Meta:
        csrf = False

    address = StringField(
        _l("Send a test to"),
        [
            InputRequired(_l("Please type an e-mail address.")),
            Length(max=254, message=_l("This address is too long.")),
            Email(_l("This does not look like an e-mail address.")),
        ],
    )
