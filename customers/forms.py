"""What is typed on the customer desk."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from foundation.forms import Form
from foundation.language import _l


class LinkForm(Form):
    """Which member a customer is, and how one knows."""

    email = StringField(
        _l("E-mail address of the member"),
        [InputRequired(_l("Please type the member’s address.")), Length(max=254)],
    )
    reason = StringField(
        _l("How do you know?"), [InputRequired(_l("Please say why, in a few words.")), Length(max=300)]
    )


class UnlinkForm(Form):
    """Why a link was wrong."""

    reason = StringField(
        _l("Why is it wrong?"), [InputRequired(_l("Please say why, in a few words.")), Length(max=300)]
    )


class NoteForm(Form):
    """Something worth remembering of a customer."""

    text = TextAreaField(_l("Note"), [InputRequired(_l("Please write something first.")), Length(max=4000)])


class ImportForm(Form):
    """A file of customers or purchases."""

    kind = RadioField(
        _l("What is in the file?"),
        choices=[SelectChoice("purchases", _l("Purchases")), SelectChoice("customers", _l("Customers"))],
        default="purchases",
    )
    file = FileField(_l("CSV file"), [FileRequired(_l("Please choose a file."))])
    strict = BooleanField(_l("Keep nothing when any line is wrong"))
