"""The form by which anybody reports what is against the law, with a trap for programs, and the list of flaggers."""

from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from foundation.clock import now
from foundation.forms import Form, one_line, plain_text
from foundation.settings import current
from moderation.illegal.addresses import MOST, Place, places
from moderation.meanings import Ground, on_ground
from moderation.reasons import FAULTS, WORDS, Reason, Verdict

CATEGORIES = on_ground(Ground.ILLEGAL)
NAMELESS = (Reason.CHILD_SAFETY.value,)
SHORTEST, LONGEST_SECONDS = 3, 24 * 3600


def stamp() -> str:
    """When the form was shown, signed."""
    return str(_signer().dumps(int(now().timestamp())))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current().secret_key, salt="moderation.illegal")


class IllegalForm(Form):
    """Where it stands, why it is illegal, who says so, and that they say so in good faith."""

    addresses = TextAreaField(
        _l("Exact address of each page"),
        [DataRequired(_l("Paste the address of the page, from the top of your browser.")), Length(max=5000)],
        filters=[plain_text],
    )
    category = RadioField(
        _l("What is it about?"),
        [InputRequired(_l("Choose what fits best."))],
        choices=[SelectChoice(reason.value, WORDS[reason]) for reason in CATEGORIES],
    )
    text = TextAreaField(
        _l("Why is it against the law?"),
        [
            DataRequired(_l("Tell us in a few sentences what is illegal about it.")),
            Length(max=5000, message=_l("At most 5,000 characters.")),
        ],
        filters=[plain_text],
    )
    name = StringField(
        _l("Your name"),
        [Optional(), Length(max=120, message=_l("At most 120 characters."))],
        filters=[one_line],
    )
    email = EmailField(
        _l("Your e-mail address"),
        [Optional(), Length(max=254), Email(_l("The end is missing, such as “.org”."))],
        filters=[one_line],
    )
    good_faith = BooleanField(
        _l("I believe in good faith that what I say here is correct and complete"),
        [InputRequired(_l("We need this before we can act on your notice."))],
    )
    website = StringField(
        _l("Leave this empty"),
        [Optional(), Length(max=0, message=_l("Please leave this empty and send it again."))],
    )
    begun = StringField(widget=HiddenInput())

    found: list[Place]

    def validate(self, extra_validators: object = None) -> bool:
        """Also hold addresses against this site, and ask who it is where the law does."""
        fine = bool(super().validate())
        return all([fine, self._places_fine(), self._sender_fine(), self._human()])

    def _places_fine(self) -> bool:
        self.found, wrong = places(self.addresses.data or "")
        if wrong:
            site = current().base_url.rstrip("/")
            message = _l(
                "This is not an address of a page here; they begin with %(site)s: %(wrong)s",
                site=site,
                wrong=wrong[0][:80],
            )
            self.addresses.errors = [*self.addresses.errors, message]
        elif len((self.addresses.data or "").split()) > MOST:
            self.addresses.errors = [*self.addresses.errors, _l("At most ten addresses in one notice.")]
        return not self.addresses.errors

    def _sender_fine(self) -> bool:
        if self.category.data in NAMELESS:
            return True
        for one in (self.name, self.email):
            if not one.data and not one.errors:
                one.errors = [_l("The law asks for it. The author never sees it.")]
        return not (self.name.errors or self.email.errors)

    def _human(self) -> bool:
        """Whether somebody took the time to write it: more than a breath, less than a day."""
        try:
            took = now().timestamp() - int(_signer().loads(self.begun.data or ""))
        except (BadSignature, ValueError, TypeError):
            took = -1
        if SHORTEST <= took <= LONGEST_SECONDS:
            return True
        if took < 0 or took > LONGEST_SECONDS:
            self.begun.data, self.begun.raw_data = stamp(), None
        self.form_errors.append(_l("Please read it over once more and send it again; nothing of it is lost."))
        return False


class FlaggerForm(Form):
    """An organisation and its address."""

    name = StringField(
        _l("Organisation"),
        [DataRequired(_l("Type its name.")), Length(max=120, message=_l("At most 120 characters."))],
        filters=[one_line],
    )
    email = EmailField(
        _l("E-mail address"),
        [
            DataRequired(_l("Type its address.")),
            Length(max=254),
            Email(_l("The end is missing, such as “.org”.")),
        ],
        filters=[one_line],
    )


class ObjectionForm(Form):
    """Why the decision on a notice is wrong."""

    text = TextAreaField(
        _l("Why do you see it differently?"),
        [
            DataRequired(_l("Tell us in a few words what we got wrong.")),
            Length(max=4000, message=_l("At most 4,000 characters.")),
        ],
        filters=[plain_text],
    )


class AgainForm(Form):
    """What becomes of an objection, and what its sender reads."""

    outcome = RadioField(
        _l("Outcome"),
        [InputRequired(_l("Choose what becomes of it."))],
        choices=[
            SelectChoice("stands", _l("The decision stands")),
            SelectChoice(Verdict.LIMIT.value, _l("Show it without rank instead")),
            SelectChoice(Verdict.CHANGES.value, _l("Ask for changes instead")),
            SelectChoice(Verdict.REJECT.value, _l("Take the text from the public")),
        ],
    )
    reason = SelectField(
        _l("Reason the author reads"),
        default="",
        choices=[
            SelectChoice("", _l("Choose a reason")),
            *(SelectChoice(one.value, WORDS[one]) for one in FAULTS),
        ],
    )
    note = TextAreaField(
        _l("What the sender reads"),
        [
            DataRequired(_l("Write a few words: they asked for an answer.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[plain_text],
    )

    def offer(self, *, anew: bool) -> None:
        """Keep only that it stands where there is no public text to decide about."""
        if not anew:
            self.outcome.choices = self.outcome.choices[:1]

    @property
    def chosen(self) -> tuple[Verdict | None, Reason | None]:
        """The new verdict, unless it stands, and its reason."""
        verdict = None if self.outcome.data == "stands" else Verdict(self.outcome.data)
        return verdict, Reason(self.reason.data) if self.reason.data else None
