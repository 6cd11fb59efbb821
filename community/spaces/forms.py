"""What is typed about a space."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NoneOf, NumberRange, Optional, Regexp

from community.spaces.models import Audience, Mode
from foundation.forms import Form, one_line, plain_text

AUDIENCES = [
    SelectChoice(Audience.PUBLIC.value, _l("Everybody, without signing in")),
    SelectChoice(Audience.MEMBERS.value, _l("Everybody who has signed in")),
    SelectChoice(Audience.CIRCLE.value, _l("The people named in its circle")),
    SelectChoice(
        Audience.OWN.value, _l("Each person only their own texts, and the house all of them (a letter box)")
    ),
]
MODES = [
    SelectChoice(Mode.REACTIVE.value, _l("At once; a moderator reads what is reported or looks risky")),
    SelectChoice(Mode.POST.value, _l("At once; a moderator reads every text afterwards")),
    SelectChoice(Mode.PRE.value, _l("Once a moderator has read it")),
]


class SpaceForm(Form):
    """A space: its name, address, purpose, readers and way of moderating."""

    name = StringField(
        _l("Name"),
        [InputRequired(_l("Give the space a name.")), Length(2, 80, _l("Between 2 and 80 characters."))],
        filters=[one_line],
    )
    slug = StringField(
        _l("Address"),
        [
            InputRequired(_l("Give the space an address.")),
            Length(2, 80, _l("Between 2 and 80 characters.")),
            Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$", message=_l("Small letters, digits and single hyphens only.")),
            NoneOf(["new"], _l("The site needs this address itself. Please choose a different one.")),
        ],
    )
    purpose = TextAreaField(
        _l("What it is for"), [Length(max=500, message=_l("At most 500 characters."))], filters=[plain_text]
    )
    audience = RadioField(_l("Who reads it"), [InputRequired(_l("Choose who reads it."))], choices=AUDIENCES)
    moderation = RadioField(
        _l("When what is written appears"), [InputRequired(_l("Choose when texts appear."))], choices=MODES
    )
    first_held = IntegerField(
        _l("First texts of a new member that are read before they appear"),
        [Optional(), NumberRange(0, 20, _l("A number from 0 to 20."))],
        filters=[lambda number: number or 0],
    )
    links_held = BooleanField(_l("Read texts with a link before they appear"))
    pictures_held = BooleanField(_l("Read texts with a picture before they appear"))
    position = IntegerField(
        _l("Place in the list"),
        [
            InputRequired(_l("Give its place in the list.")),
            NumberRange(0, 1000, _l("A number from 0 to 1000.")),
        ],
        default=0,
    )


class CircleForm(Form):
    """Somebody to let into a circle."""

    email = StringField(
        _l("E-mail address of a member"),
        [InputRequired(_l("Type the address of a member.")), Length(max=254)],
        filters=[one_line],
    )
    sure = BooleanField(_l("I have looked twice: this person may read what is sealed"))
