"""The one form an idea is answered with."""

from typing import Any

from wtforms import DateField, IntegerField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import HiddenInput

from feedback.words import REASONS, VERDICTS
from foundation.clock import now
from foundation.forms import Form
from foundation.language import _l
from foundation.web import LARGEST_ID
from ideas.models import IdeaStatus

ALSO = {
    "accept": "planned",
    "accepted": "planned",
    "plan": "planned",
    "start": "started",
    "ship": "shipped",
    "decline": "declined",
}


def verdict(value: Any) -> str:
    """A verdict by its name or by the verb."""
    return ALSO.get(str(value or ""), str(value or ""))


class AnswerForm(Form):
    """Where the idea stands from now on, and why."""

    expected = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, LARGEST_ID)])
    verdict = RadioField(
        _l("Decision"),
        choices=[SelectChoice(one.value, word) for one, word in VERDICTS.items()],
        coerce=verdict,
        validators=[InputRequired(_l("Please choose what becomes of it."))],
    )
    text = TextAreaField(
        _l("What everyone reads"),
        [DataRequired(_l("Please say why, in words the people who asked will read.")), Length(max=8000)],
    )
    decline_reason = SelectField(
        _l("Why not"),
        default="",
        choices=[
            SelectChoice("", _l("Choose…")),
            *(SelectChoice(one.value, word) for one, word in REASONS.items()),
        ],
    )
    look_again_at = DateField(_l("Look again on"), [Optional()])
    look_again_when = StringField(_l("or on this condition"), [Optional(), Length(max=300)])

    def validate_decline_reason(self, field: SelectField) -> None:
        """A no carries its reason."""
        if self.verdict.data == IdeaStatus.DECLINED.value and not field.data:
            raise ValidationError(_l("Please choose the reason that comes closest."))

    def validate_look_again_at(self, field: DateField) -> None:
        """A day to look again is still to come."""
        if field.data is not None and field.data <= now().date():
            raise ValidationError(_l("That day is past. Choose one that is still to come."))
