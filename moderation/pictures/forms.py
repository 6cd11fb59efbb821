"""What a moderator says when they ban a picture."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from foundation.forms import Form, one_line
from moderation.reasons import FAULTS, WORDS


class BanForm(Form):
    """Why, and for how long."""

    reason = SelectField(
        _l("Reason"),
        [InputRequired(_l("Choose the reason."))],
        choices=[SelectChoice(reason.value, WORDS[reason]) for reason in FAULTS],
    )
    days = SelectField(
        _l("For how long"),
        coerce=int,
        choices=[
            SelectChoice("0", _l("Until somebody lifts it")),
            SelectChoice("30", _l("For 30 days")),
            SelectChoice("365", _l("For a year")),
        ],
    )
    note = StringField(
        _l("For colleagues"),
        [Optional(), Length(max=300, message=_l("At most 300 characters."))],
        filters=[one_line],
    )


def ban_form_for(key: str) -> BanForm:
    """An empty form for one picture of a case, whose fields have ids that no other form of the page has."""
    form = BanForm(formdata=None)
    for asked in form:
        asked.id = f"{asked.name}-{key}"
    return form
