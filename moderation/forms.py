"""What moderators and reporters type."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from foundation.forms import Form, plain_text
from foundation.web import LARGEST_ID
from moderation.reasons import FAULTS, REPORTABLE, WORDS, Verdict


class DecisionForm(Form):
    """A verdict, its reason, and a few words to the author."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(1, LARGEST_ID)])
    despite = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(1, LARGEST_ID)])
    verdict = RadioField(
        _l("Decision"),
        [InputRequired(_l("Choose what becomes of it."))],
        choices=[SelectChoice(verdict.value, verdict.value) for verdict in Verdict],
    )
    reason = RadioField(
        _l("Reason"), [Optional()], choices=[SelectChoice(reason.value, WORDS[reason]) for reason in FAULTS]
    )
    note = TextAreaField(
        _l("Message to the author"),
        [Length(max=2000, message=_l("At most 2,000 characters."))],
        filters=[plain_text],
    )


class BatchForm(Form):
    """One verdict and one reason for several cases."""

    verdict = StringField(widget=HiddenInput(), validators=[AnyOf([verdict.value for verdict in Verdict])])
    reason = SelectField(
        _l("Reason each author reads, in their language"),
        default="",
        choices=[
            SelectChoice("", _l("Choose a reason")),
            *(SelectChoice(reason.value, WORDS[reason]) for reason in FAULTS),
        ],
    )
    note = TextAreaField(
        _l("And in your words, the same for all"),
        [Optional(), Length(max=2000, message=_l("At most 2,000 characters."))],
        filters=[plain_text],
    )


class ReportForm(Form):
    """What is wrong, and where."""

    reason = RadioField(
        _l("What is wrong with it?"),
        [InputRequired(_l("Choose what is wrong."))],
        choices=[SelectChoice(reason.value, WORDS[reason]) for reason in REPORTABLE],
    )
    text = TextAreaField(
        _l("Anything that helps us see it"),
        [Optional(), Length(max=1000, message=_l("At most 1,000 characters."))],
        filters=[plain_text],
    )
