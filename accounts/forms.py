"""What people type about their account: shape and messages."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """E-mail address and password."""

    next = HiddenField()
    email = StringField(
        _l("E-mail address"), [InputRequired(_l("Please type your e-mail address.")), Length(max=254)]
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Please type your password.")), Length(max=1024)]
    )
