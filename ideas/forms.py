"""What one types about an idea: shape and messages."""

import secrets
from collections.abc import Sequence

from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from community.pictures.fields import PicturesField
from community.spaces.models import Space
from foundation.forms import Form
from foundation.html import clean_line, clean_text
from foundation.language import _l

TITLE = (5, 120)
TEXT = (20, 10_000)
MOST_TAGS, LONGEST_TAG = 5, 30


def _line(value: str | None) -> str:
    return clean_line(value or "")


def _text(value: str | None) -> str:
    return clean_text(value or "")


def _number(value: object) -> int | None:
    """A number, or nothing that could be chosen."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 17 else None


class WordsForm(Form):
    """The words of an idea."""

    text = TextAreaField(
        _l("What were you trying to do?"),
        [
            DataRequired(_l("Please tell us a little: what you wanted to do, and what was missing.")),
            Length(min=TEXT[0], message=_l("A few words more, please: at least %(min)d characters.")),
            Length(
                max=TEXT[1],
                message=_l("This is longer than %(max)d characters. Please keep what matters most."),
            ),
        ],
        filters=[_text],
    )
    title = StringField(
        _l("In one line"),
        [
            DataRequired(_l("Please give it a title, so that others find it.")),
            Length(min=TITLE[0], message=_l("A slightly longer title, please: at least %(min)d characters.")),
            Length(max=TITLE[1], message=_l("Please keep the title under %(max)d characters.")),
        ],
        filters=[_line],
    )
    tags = StringField(_l("Tags"), [Optional(), Length(max=300)], filters=[_line])
    pictures = PicturesField()

    @property
    def tag_names(self) -> list[str]:
        """The tags, one by one."""
        names = (clean_line(name) for name in (self.tags.data or "").split(","))
        return list(dict.fromkeys(name for name in names if name))

    def validate_tags(self, _field: StringField) -> None:
        """Few and short."""
        if len(self.tag_names) > MOST_TAGS:
            raise ValidationError(_l("At most five tags, please."))
        if any(len(name) > LONGEST_TAG for name in self.tag_names):
            raise ValidationError(_l("A tag is a word or two, at most 30 characters."))


class IdeaForm(WordsForm):
    """A new idea."""

    space = SelectField(_l("About"), coerce=_number, validate_choice=False)
    nonce = HiddenField()

    def offer(self, spaces: Sequence[Space]) -> "IdeaForm":
        """Let the person choose among these spaces."""
        self.space.choices = [(space.id, space.name) for space in spaces]
        if not any(self.space.raw_data or ()) and self.space.data is None and spaces:
            self.space.data = spaces[0].id
        if not self.nonce.data:
            self.nonce.data = secrets.token_urlsafe(18)
        return self

    def validate_space(self, field: SelectField) -> None:
        """One of those offered."""
        if field.data not in [value for value, _name in field.choices or ()]:
            raise ValidationError(_l("Please choose what it is about."))

    def validate_nonce(self, field: HiddenField) -> None:
        """Our own, or none."""
        if len(field.data or "") > 40 or not (field.data or "").isascii():
            raise ValidationError(_l("Please reload the page and send the form again."))


class EditForm(WordsForm):
    """Other words for an idea."""

    revision = IntegerField(validators=[NumberRange(1, 2**31 - 1)])


class MergeForm(Form):
    """Which idea to join this one to."""

    into = StringField(_l("Number or address of the idea that stays"), [DataRequired(), Length(max=300)])
