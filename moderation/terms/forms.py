"""What an admin writes for a new version of the rules."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from foundation.forms import Form, plain_text
from foundation.web import LARGEST_ID

LONGEST = 60_000


def _area(label: str, most: int, told: str) -> TextAreaField:
    checks = [DataRequired(_l("Type the text in both languages.")), Length(max=most, message=told)]
    return TextAreaField(label, checks, filters=[plain_text])


class TermsForm(Form):
    """Both languages, what changed, whether it matters to everybody, and the paragraph of each reason."""

    written_on = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(1, LARGEST_ID)])
    text_en = _area(_l("Rules, in English"), LONGEST, _l("This is too long to be read by anybody."))
    text_fr = _area(_l("Rules, in French"), LONGEST, _l("This is too long to be read by anybody."))
    summary_en = _area(_l("What changes, in English"), 500, _l("At most 500 characters."))
    summary_fr = _area(_l("What changes, in French"), 500, _l("At most 500 characters."))
    paragraphs = TextAreaField(
        _l("Which paragraph each reason stands on"),
        [
            DataRequired(_l("Name at least one reason.")),
            Length(max=4000, message=_l("At most 4,000 characters.")),
        ],
        filters=[plain_text],
    )
    significant = BooleanField(_l("This change matters to everybody: tell each member"))

    @property
    def texts(self) -> dict[str, str]:
        """The rules by language."""
        return {"en": self.text_en.data or "", "fr": self.text_fr.data or ""}

    @property
    def summaries(self) -> dict[str, str]:
        """What changes, by language."""
        return {"en": self.summary_en.data or "", "fr": self.summary_fr.data or ""}

    @property
    def named(self) -> dict[str, str]:
        """The paragraph of each reason, from lines such as “spam 2.5”."""
        words = [line.replace("=", " ").split() for line in (self.paragraphs.data or "").splitlines()]
        return {line[0]: line[1] for line in words if len(line) == 2}
