"""What every form shares: where refusals stand, and how what was typed becomes plain."""

from flask_wtf import FlaskForm

from .errors import Refused
from .html import clean_line, clean_text


class Form(FlaskForm):
    """A form whose token the application checks before any view runs."""

    class Meta:
        csrf = False

    def mark(self, refusal: Refused, at: str = "") -> None:
        """Show a refusal at its field, else at the one named here, else above the form."""
        field = next((self[name] for name in (refusal.field, at) if name in self), None)
        if field is None:
            self.form_errors.append(refusal.message)
        else:
            field.errors = [*field.errors, refusal.message]


def one_line(typed: str | None) -> str | None:
    """What was typed as one clean line; what was not sent stays missing."""
    return clean_line(typed) if typed else typed


def plain_text(typed: str | None) -> str | None:
    """What was typed as clean lines; what was not sent stays missing."""
    return clean_text(typed) if typed else typed
