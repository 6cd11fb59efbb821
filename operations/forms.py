"""Forms of the admin's pages."""

from dataclasses import replace
from typing import Any, Self

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, ValidationError

from foundation.brand import Look, colour, commands
from foundation.brand.logo import MOST_BYTES, Logo, cleaned
from foundation.forms import Form
from foundation.html import clean_line
from foundation.language import _l


class TestMailForm(Form):
    """Where to send a test."""

    address = StringField(
        _l("Send a test to"),
        [
            InputRequired(_l("Please type an e-mail address.")),
            Length(max=254, message=_l("This address is too long.")),
            Email(_l("This does not look like an e-mail address.")),
        ],
    )


TEXTS = ("name", "welcome_en", "welcome_fr", "lead_en", "lead_fr", "logo_alt")


def at_most(letters: int) -> Length:
    """The longest a text of the look may be."""
    return Length(max=letters, message=_l("Please use at most %(max)d characters."))


class BrandForm(Form):
    """What a brand sets; what is left empty is built in."""

    made_from = HiddenField()
    name = StringField(_l("Name of the site"), [at_most(60)])
    accent = StringField(_l("Colour"), [at_most(20)])
    logo = FileField(_l("Logo"))
    logo_alt = StringField(_l("What the logo says to those who do not see it"), [at_most(120)])
    logo_alone = BooleanField(_l("The logo says the name already: show it alone"))
    without_logo = BooleanField(_l("Take the logo away"))
    welcome_en = StringField(_l("Welcome, in English"), [at_most(80)])
    lead_en = TextAreaField(_l("The sentence under it, in English"), [at_most(300)])
    welcome_fr = StringField(_l("Welcome, in French"), [at_most(80)])
    lead_fr = TextAreaField(_l("The sentence under it, in French"), [at_most(300)])

    @classmethod
    def of(cls, look: Look, number: int) -> Self:
        """The form that shows a saved look."""
        texts = {name: getattr(look, name) for name in (*TEXTS, "accent")}
        return cls(formdata=None, **texts, logo_alone=look.logo_alone, made_from=str(number))

    def validate_accent(self, field: StringField) -> None:
        """Any colour, written as #rrggbb or #rgb."""
        try:
            field.data = colour.tidy(field.data) if field.data else ""
        except colour.NotAColour:
            raise ValidationError(_l("Please write the colour like #2440bf, or pick one.")) from None

    @property
    def number(self) -> int:
        """The version the form was made from."""
        text = self.made_from.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def look(self, saved: Look) -> Look:
        """The saved look with what stands in the form, as far as it can be used."""
        typed: dict[str, Any] = {
            name: clean_line(self[name].data or "") for name in TEXTS if not self[name].errors
        }
        if not self.accent.errors:
            typed["accent"] = self.accent.data or ""
        look = commands.without_logo(saved) if self.without_logo.data else saved
        return replace(look, **typed, logo_alone=bool(self.logo_alone.data))

    def cleaned_logo(self) -> Logo | None:
        """The picture that was sent, made harmless; raises its refusal."""
        sent = self.logo.data
        raw = sent.read(MOST_BYTES + 1) if getattr(sent, "filename", "") else b""
        return cleaned(raw) if raw else None
