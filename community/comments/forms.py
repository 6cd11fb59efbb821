"""What people type when they comment."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from community.pictures.fields import PicturesField
from foundation.html import clean_text
from foundation.web import LARGEST_ID

LONGEST = 5_000


def _cleaned(text: str | None) -> str | None:
    return clean_text(text) if text else text


class CommentForm(FlaskForm):
    """A comment, or an answer to one."""

    nonce = HiddenField(validators=[Length(max=40)], filters=[_cleaned])
    parent = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(1, LARGEST_ID)])
    text = TextAreaField(
        _l("Add to the conversation"),
        [
            DataRequired(_l("Write a few words first.")),
            Length(
                max=LONGEST,
                message=_l("At most 5,000 characters. Yours are all still here; please shorten the text."),
            ),
        ],
        filters=[_cleaned],
    )
    pictures = PicturesField()


class EditCommentForm(FlaskForm):
    """The new text of a comment, and the revision it was loaded from."""

    revision = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(1, LARGEST_ID)])
    text = TextAreaField(
        _l("Your comment"),
        [
            DataRequired(_l("Write a few words, or delete the comment instead.")),
            Length(
                max=LONGEST,
                message=_l("At most 5,000 characters. Yours are all still here; please shorten the text."),
            ),
        ],
        filters=[_cleaned],
    )
    pictures = PicturesField()
