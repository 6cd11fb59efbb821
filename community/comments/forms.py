"""What people type when they comment."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from community.pictures.fields import PicturesField
from foundation.forms import Form, plain_text
from foundation.web import LARGEST_ID

LONGEST = 5_000


class CommentForm(Form):
    """A comment, or an answer to one."""

    nonce = HiddenField(validators=[Length(max=40)], filters=[plain_text])
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
        filters=[plain_text],
    )
    pictures = PicturesField()


class EditCommentForm(Form):
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
        filters=[plain_text],
    )
    pictures = PicturesField()
