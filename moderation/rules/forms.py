"""The form of a rule: rows of conditions that come and go with and without scripts, and what the rule does."""

from collections.abc import Sequence
from dataclasses import dataclass, field as made
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from foundation.forms import Form, one_line
from foundation.language import _, _l
from foundation.web import LARGEST_ID
from moderation.rules import targets, wording
from moderation.rules.conditions import (
    FIELDS,
    MOST_CONDITIONS,
    BadCondition,
    Condition,
    Sort,
    read,
)
from moderation.rules.models import NAME, Action, RuleVersion
from moderation.screening.views import fold

LONGEST_TYPED = 6_000


@dataclass
class Row:
    """A condition as it is being typed: `number` names its fields, `values` is what was typed or chosen."""

    number: int
    field: str
    comparison: str = ""
    values: list[str] = made(default_factory=list)
    error: str = ""
    new: bool = False

    @property
    def as_typed(self) -> dict[str, Any]:
        """As conditions.read takes it: what is chosen is a list, what is typed a text."""
        sort = FIELDS.get(self.field)
        chosen = sort is Sort.CHOICE and bool(wording.options(self.field))
        return {
            "field": self.field,
            "comparison": self.comparison,
            "value": self.values if chosen else self.typed,
        }

    @property
    def typed(self) -> str:
        """What stands in its one field."""
        return self.values[0][:LONGEST_TYPED] if self.values else ""

    @classmethod
    def of(cls, number: int, stored: dict[str, Any]) -> "Row":
        """A stored condition, to be typed over."""
        value = stored.get("value")
        words = [str(one) for one in value] if isinstance(value, list) else []
        if isinstance(value, bool):
            words = ["yes" if value else "no"]
        elif isinstance(value, int | float):
            words = [f"{value:g}"]
        named = str(stored.get("field", ""))
        values = words if wording.options(named) else [", ".join(words)]
        return cls(number, named, str(stored.get("comparison", "")), values)


def rows_of(sent: MultiDict[str, str]) -> list[Row]:
    """The rows that were sent, in their order; never more than a form can show."""
    numbers = [int(one) for one in sent.getlist("row") if one.isdecimal() and len(one) < 4]
    return [
        Row(
            number,
            sent.get(f"field-{number}", ""),
            sent.get(f"comparison-{number}", ""),
            sent.getlist(f"value-{number}")[:50],
        )
        for number in dict.fromkeys(numbers[: MOST_CONDITIONS + 1])
    ]


def changed(rows: list[Row], deed: str, chosen: str) -> list[Row]:
    """The rows after one was added or removed."""
    if deed.startswith("remove-"):
        return [row for row in rows if f"remove-{row.number}" != deed]
    if chosen in wording.SAID and len(rows) < MOST_CONDITIONS:
        return [*rows, Row(max((row.number for row in rows), default=-1) + 1, chosen, new=True)]
    return rows


def conditions_of(rows: Sequence[Row]) -> list[Condition] | None:
    """The conditions, or nothing when one makes no sense; its row then says what is wrong."""
    made: list[Condition] = []
    for row in rows:
        try:
            made += read([row.as_typed])
        except BadCondition as refusal:
            row.error = wording.wrong(row.field, refusal.what)
    return made if rows and len(made) == len(rows) <= MOST_CONDITIONS else None


class RuleForm(Form):
    """Name, reason, action and whom it turns to; the rows stand beside it."""

    made_from = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, LARGEST_ID)])
    restored_from = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(1, LARGEST_ID)])
    name = StringField(
        _l("Name of the rule"),
        [
            DataRequired(_l("Give it a name: moderators see it on each case.")),
            Length(max=NAME, message=_l("At most 80 characters.")),
        ],
        filters=[one_line],
    )
    why = StringField(
        _l("Why there is such a rule"),
        [Optional(), Length(max=300, message=_l("At most 300 characters."))],
        filters=[one_line],
    )
    action = RadioField(
        _l("What happens to a text it matches"),
        [InputRequired(_l("Choose what happens."))],
        choices=[SelectChoice(one.value, words[0]) for one, words in wording.ACTIONS.items()],
    )
    tag = StringField(_l("Tag"), [Length(max=40, message=_l("At most 40 characters."))], filters=[one_line])
    route = SelectField(_l("Who reads it"), validate_choice=False)
    told = SelectMultipleField(_l("Who is told"))
    add = SelectField(_l("Add a condition"), validate_choice=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.route.choices = [("", _("Choose a team or a person")), *targets.choices(who_moderate=True)]
        self.told.choices = targets.choices()
        self.add.choices = {
            str(word): [(name, str(said.label)) for name, said in wording.SAID.items() if said.group == group]
            for group, word in wording.GROUPS.items()
        }

    def validate_name(self, name: StringField) -> None:
        """A name has a letter, so that two of them can be told apart."""
        if not fold(name.data or ""):
            raise ValidationError(_("Give it a name: moderators see it on each case."))

    def validate_tag(self, tag: StringField) -> None:
        """A rule that tags needs a word to tag with."""
        if self.action.data == Action.TAG and not fold(tag.data or ""):
            raise ValidationError(_("Type the tag it gives."))

    def validate_route(self, route: SelectField) -> None:
        """A rule that sends needs somebody to send to."""
        known = {value for value, _word in targets.choices(who_moderate=True)}
        if self.action.data == Action.ROUTE and route.data not in known:
            raise ValidationError(_("Choose who reads it."))

    def validate_told(self, told: SelectMultipleField) -> None:
        """A rule that tells needs somebody to tell; its target has room for ten."""
        if self.action.data == Action.NOTIFY and not 0 < len(told.data or ()) <= targets.MOST:
            raise ValidationError(_("Choose up to %(num)d teams or people.", num=targets.MOST))

    @property
    def target(self) -> str:
        """With what tag, to whom."""
        match Action(self.action.data):
            case Action.TAG:
                return self.tag.data or ""
            case Action.ROUTE:
                return self.route.data or ""
            case Action.NOTIFY:
                return ",".join(self.told.data or ())
        return ""


def filled(version: RuleVersion, **given: Any) -> RuleForm:
    """The form with what a version says."""
    action = Action(version.action)
    target = version.target
    return RuleForm(
        formdata=None,
        name=given.pop("name", version.name),
        why=version.why,
        action=action.value,
        tag=target if action is Action.TAG else "",
        route=target if action is Action.ROUTE else "",
        told=target.split(",") if action is Action.NOTIFY else [],
        **given,
    )
