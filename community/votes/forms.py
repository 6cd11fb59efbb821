"""What staff type when they write down a customer's vote."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from foundation.forms import Form, one_line


class OnBehalfForm(Form):
    """The member whose vote it is."""

    email = StringField(
        _l("E-mail address of the member"),
        [InputRequired(_l("Type the address of a member.")), Length(max=254)],
        filters=[one_line],
    )
