"""What is typed about terms and domains."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from foundation.forms import Form, one_line


class TermForm(Form):
    """A term and its days."""

    term = StringField(
        _l("Word or phrase"),
        [InputRequired(_l("Type a word.")), Length(max=200, message=_l("At most 200 characters."))],
        filters=[one_line],
    )
    begins_on = DateField(_l("First day"), [InputRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Choose the last day."))])
    in_circles = BooleanField(_l("Also hold it in sealed circles"))


class AskForm(Form):
    """Words to hold against the list."""

    asked = StringField(
        _l("Is this covered?"),
        [InputRequired(_l("Type a word.")), Length(max=200, message=_l("At most 200 characters."))],
        filters=[one_line],
    )


class DomainForm(Form):
    """A company and where its mail comes from."""

    company = StringField(
        _l("Company"), [Optional(), Length(max=80, message=_l("At most 80 characters."))], filters=[one_line]
    )
    domains = TextAreaField(
        _l("Domains of its addresses"),
        [InputRequired(_l("Type a domain.")), Length(max=2000, message=_l("At most 2,000 characters."))],
    )
