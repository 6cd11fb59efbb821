"""What moderators type about words and hosts."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from foundation.forms import Form, one_line
from foundation.language import LANGUAGES, NAMES
from moderation.lists.queries import EVERY_LANGUAGE
from moderation.screening.lists import FINE, HOLDS

TIERS = {HOLDS: _l("Hold the text"), 2: _l("Publish, and read it afterwards"), FINE: _l("It is fine here")}
WAYS = {"refuse": _l("Hold a text with such a link"), "allow": _l("Let such links pass")}


def _note() -> StringField:
    longest = Length(max=300, message=_l("At most 300 characters."))
    return StringField(_l("Why it is listed"), [Optional(), longest], filters=[one_line])


class WordForm(Form):
    """A word for the list."""

    term = StringField(
        _l("Word or phrase"),
        [DataRequired(_l("Type a word.")), Length(max=100, message=_l("At most 100 characters."))],
        filters=[one_line],
    )
    language = SelectField(
        _l("In texts in"),
        choices=[
            *(SelectChoice(code, NAMES[code]) for code in LANGUAGES),
            SelectChoice(EVERY_LANGUAGE, _l("Every language")),
        ],
    )
    tier = SelectField(
        _l("What it does"),
        choices=[SelectChoice(str(tier), name) for tier, name in TIERS.items()],
        default=str(HOLDS),
    )
    note = _note()


class HostForm(Form):
    """A host for the list."""

    host = StringField(
        _l("Host"),
        [
            DataRequired(_l("Type the name of a host, such as example.com.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
        filters=[one_line],
    )
    way = SelectField(
        _l("What becomes of it"),
        choices=[SelectChoice(way, name) for way, name in WAYS.items()],
        default="refuse",
    )
    note = _note()
