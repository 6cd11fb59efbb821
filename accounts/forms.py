"""What people type about their account: shape and messages."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional

from accounts.models import Member
from accounts.queries import address
from foundation.forms import Form
from foundation.language import LANGUAGES, NAMES
from foundation.web import safe_next

LONGEST_WAY = 500
PASSWORD_LENGTH = Length(max=1024, message=_l("Please use at most 256 characters."))


class WayBack(Form):
    """A form that carries where to go afterwards."""

    next = HiddenField()

    @property
    def way_back(self) -> str | None:
        """Where to go afterwards, if it is a page of ours."""
        found = safe_next(self.next.data)
        return found if found and len(found) <= LONGEST_WAY else None


class SignInForm(WayBack):
    """E-mail address and password."""

    email = StringField(
        _l("E-mail address"), [InputRequired(_l("Please type your e-mail address.")), Length(max=254)]
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Please type your password.")), PASSWORD_LENGTH]
    )


class CodeForm(WayBack):
    """A code of the authenticator app, or a recovery code."""

    code = StringField(_l("Code"), [InputRequired(_l("Please type the code.")), Length(max=40)])


class ConfirmForm(WayBack):
    """The password once more."""

    password = PasswordField(
        _l("Password"), [InputRequired(_l("Please type your password.")), PASSWORD_LENGTH]
    )


class AddressForm(WayBack):
    """An e-mail address."""

    email = StringField(
        _l("E-mail address"),
        [InputRequired(_l("Please type your e-mail address.")), Length(max=254), Email(_l("This does not look like an e-mail address."))],
        filters=[lambda text: address(text) if text else text],
    )  # fmt: skip


class RegisterForm(AddressForm):
    """What an account begins with."""

    name = StringField(_l("Name"), [InputRequired(_l("Please choose a name.")), Length(max=200)])
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Please choose a password.")), PASSWORD_LENGTH]
    )


class NewPasswordForm(Form):
    """A password to begin with or begin again with."""

    password = PasswordField(
        _l("New password"), [InputRequired(_l("Please choose a password.")), PASSWORD_LENGTH]
    )


class ChangePasswordForm(NewPasswordForm):
    """The present password and the one to come."""

    present = PasswordField(
        _l("Current password"), [InputRequired(_l("Please type your password.")), PASSWORD_LENGTH]
    )


class ProfileForm(Form):
    """What others see of a member, and how the site speaks to them."""

    name = StringField(_l("Name"), [InputRequired(_l("Please choose a name.")), Length(max=200)])
    bio = TextAreaField(
        _l("About you"), [Optional(), Length(max=500, message=_l("Please use at most 500 characters."))]
    )
    language = SelectField(_l("Language"), choices=[SelectChoice(code, NAMES[code]) for code in LANGUAGES])
    timezone = SelectField(_l("Time zone"))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.timezone.choices = [SelectChoice(zone, zone.replace("_", " ")) for zone in zones()]

    @classmethod
    def of(cls, member: Member) -> "ProfileForm":
        """The form as the member's profile stands."""
        return cls(obj=member)


class EraseForm(Form):
    """The last word before an account is erased."""

    sure = BooleanField(
        _l("Yes, erase my account"), [InputRequired(_l("Please tick the box if you are sure."))]
    )


def zones() -> list[str]:
    """The time zones one may live in."""
    places = (zone for zone in available_timezones() if "/" in zone)
    return [*sorted(zone for zone in places if not zone.startswith(("Etc/", "SystemV/"))), "UTC"]
