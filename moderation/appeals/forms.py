"""What is typed against a decision, and about it."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from foundation.forms import Form, plain_text
from moderation.appeals.models import Instead, Outcome

LONGEST = 4000
CHOICES = {
    "overturned": _l("Take the decision back"),
    "partly-limited": _l("Show it without rank instead"),
    "partly-changes": _l("Ask for changes instead"),
    "partly": _l("Make it milder"),
    "upheld": _l("The decision stands"),
}


class AppealForm(Form):
    """Why the decision is wrong."""

    text = TextAreaField(
        _l("Why do you see it differently?"),
        [
            DataRequired(_l("Tell us in a few words what we got wrong.")),
            Length(max=LONGEST, message=_l("At most 4,000 characters.")),
        ],
        filters=[plain_text],
    )


class AnswerForm(Form):
    """The outcome and what the author reads."""

    outcome = RadioField(
        _l("Outcome"),
        [InputRequired(_l("Choose what becomes of it."))],
        choices=[SelectChoice(value, label) for value, label in CHOICES.items()],
    )
    note = TextAreaField(
        _l("What the author reads"),
        [
            DataRequired(_l("Write a few words: they asked for an answer.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[plain_text],
    )

    def offer(self, allowed: tuple[Instead, ...], *, of_text: bool) -> None:
        """Keep only the outcomes that this decision can have."""
        partly = {f"partly-{one.value}" for one in allowed} if of_text else {"partly"}
        offered = {"overturned", "upheld", *partly}
        self.outcome.choices = [
            SelectChoice(value, label) for value, label in CHOICES.items() if value in offered
        ]

    @property
    def chosen(self) -> tuple[Outcome, Instead | None]:
        """The outcome, and what it becomes instead."""
        outcome, _dash, instead = str(self.outcome.data).partition("-")
        return Outcome(outcome), Instead(instead) if instead else None
