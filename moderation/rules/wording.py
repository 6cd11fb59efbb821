"""Rules in words: what each condition is called, what helps to fill it in, and sentences of what a rule asks and does."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from community.spaces.models import Space
from foundation.database import db
from foundation.language import LANGUAGES, _, _l, language_name, number
from moderation.rules import targets
from moderation.rules.conditions import COMPARISONS, FIELDS, BadCondition, Condition, Sort, read
from moderation.rules.models import Action, Stage


@dataclass(frozen=True)
class Said:
    """A field in words: its label, what helps to fill it in, and an example of a value."""

    label: str
    help: str = ""
    example: str = ""
    group: str = "text"


WORDS_HELP = _l(
    "Whole words or phrases with commas between them; one of them is enough. Capitals and accents do not matter."
)
CHANCE_HELP = _l("0 to 100, as the model forecasts it; a topic that it has not learned matches nothing.")
# What cannot be known when a text is written (reports) is not offered; rules that ask it match nothing.
SAID = {
    "text": Said(_l("Words in title, text or tags"), WORDS_HELP, _l("crypto, easy money")),
    "title": Said(_l("Words in the title"), WORDS_HELP, _l("free, winner")),
    "links": Said(_l("Number of links"), _l("Links to our own pages do not count."), "1"),
    "link_hosts": Said(
        _l("Where its links lead"), _l("Domains with commas between them; what stands below one counts too."), "bit.ly, example.com"
    ),
    "letters": Said(_l("Length in characters"), "", "40"),
    "capitals": Said(_l("Share of capital letters, in %"), _l("0 to 100. Ordinary sentences have 2 to 5."), "60"),
    "listed_words": Said(_l("Number of listed words"), _l("Your own list, and the lists that came with the site."), "1"),
    "private_facts": Said(
        _l("Number of private facts"), _l("E-mail addresses, telephone numbers, bank accounts and cards."), "1"
    ),
    "language": Said(_l("Language of the text")),
    "has_image": Said(_l("It has a picture")),
    "pictures": Said(_l("Number of pictures"), "", "2"),
    "spam": Said(_l("Chance of spam, in %"), CHANCE_HELP, "80", "model"),
    "abuse": Said(_l("Chance of abuse, in %"), CHANCE_HELP, "80", "model"),
    "off_topic": Said(_l("Chance of being off topic, in %"), CHANCE_HELP, "80", "model"),
    "complaint": Said(_l("Chance of being a complaint, in %"), CHANCE_HELP, "60", "model"),
    "author_days": Said(_l("Days since its author joined"), "", "7", "author"),
    "author_published": Said(_l("Public texts of its author before this one"), "", "0", "author"),
    "author_refused": Said(_l("Texts of its author refused before"), "", "2", "author"),
    "author_last_hour": Said(
        _l("Texts of its author in the hour before"), _l("This one does not count."), "4", "author"
    ),
    "author_trusted": Said(_l("Its author is a trusted member"), group="author"),
    "author_mail_host": Said(
        _l("Domain of its author’s e-mail address"), _l("Domains with commas between them."), "mail.example.com", "author"
    ),
    "kind": Said(_l("What it is"), group="place"),
    "space": Said(_l("Space it stands in"), group="place"),
    "hour": Said(_l("Hour of the day"), _l("0 to 23, on its author’s clock."), "22", "place"),
    "weekday": Said(_l("Day of the week"), _l("1 for Monday to 7 for Sunday."), "6", "place"),
}  # fmt: skip
GROUPS = {
    "text": _l("The text"),
    "author": _l("Its author"),
    "place": _l("Where and when"),
    "model": _l("What the model forecasts"),
}
HOW = {
    "contains": _l("has one of"),
    "lacks": _l("has none of"),
    "is": _l("is"),
    "is_not": _l("is not"),
    "at_least": _l("at least"),
    "at_most": _l("at most"),
}
KINDS = {"idea": _l("Idea"), "comment": _l("Comment")}
ACTIONS = {
    Action.HOLD: (_l("Hold it"), _l("Only its author and the team see it until somebody has read it.")),
    Action.LIMIT: (_l("Limit it"), _l("Its page is open, but it stands in no list, and its author is told.")),
    Action.TAG: (
        _l("Tag it"),
        _l("It is published, and somebody reads it afterwards in a case with this tag."),
    ),
    Action.ROUTE: (
        _l("Send it to somebody"),
        _l("It is published, and its case waits for a team or a person."),
    ),
    Action.NOTIFY: (
        _l("Tell somebody"),
        _l("It is published; those you choose find a notice, at most thirty an hour."),
    ),
}
STAGES = {
    Stage.LIVE: _l("Live"),
    Stage.SHADOW: _l("In shadow"),
    Stage.DRAFT: _l("Draft"),
    Stage.RETIRED: _l("Retired"),
}
WRONG = {
    Sort.TEXT: _l("Type a word, or several with commas between them; at most 50, of at most 100 characters."),
    Sort.SET: _l("Type a domain, or several with commas between them, such as “example.com”."),
    Sort.NUMBER: _l("Type a number, such as 2."),
    Sort.YES_NO: _l("Choose yes or no."),
    Sort.CHOICE: _l("Choose at least one."),
}


def wrong(field: str, what: str) -> str:
    """What is wrong with a condition and what to type instead."""
    if field not in FIELDS:
        return _("This condition is not known here any more. Remove it.")
    return _("Choose how to compare.") if what == "comparison" else str(WRONG[FIELDS[field]])


def options(field: str) -> list[tuple[str, str]]:
    """What one can choose from; nothing where a value is typed."""
    match field:
        case "language":
            return [(code, language_name(code)) for code in LANGUAGES]
        case "kind":
            return [(kind, str(word)) for kind, word in KINDS.items()]
        case "space":
            asked = select(Space.slug, Space.name).order_by(Space.position, Space.id)
            return [(row.slug, row.name) for row in db.session.execute(asked)]
    return [("yes", _("Yes")), ("no", _("No"))] if FIELDS.get(field) is Sort.YES_NO else []


def comparisons(field: str) -> list[tuple[str, str]]:
    """How a field can be compared."""
    return [(how, str(HOW[how])) for how in COMPARISONS[FIELDS[field]]] if field in FIELDS else []


def spoken(row: dict[str, Any]) -> dict[str, str]:
    """A stored condition in words: what it asks, how, and against what; also of one that nobody knows any more."""
    field = str(row.get("field", ""))
    said = SAID.get(field)
    try:
        (condition,) = read([row])
        value = _value(condition)
    except BadCondition:
        value = "?"
    how = HOW.get(str(row.get("comparison", "")), "")
    return {"label": str(said.label) if said else field, "how": str(how), "value": value}


def known_value(field: str, value: Any) -> str:
    """What a rule saw, in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return _(", ").join(_("“%(text)s”", text=one) for one in value) or _("none of them")
    if isinstance(value, int | float):
        return number(value)
    return dict(options(field)).get(str(value), str(value)) if value is not None else _("not known")


def deed(action: str, target: str) -> str:
    """What a rule does, in a few words."""
    match Action(action):
        case Action.TAG:
            return _("Tags it “%(tag)s”", tag=target)
        case Action.ROUTE:
            return _("Sends it to: %(whom)s", whom=targets.spoken(target))
        case Action.NOTIFY:
            return _("Tells: %(whom)s", whom=targets.spoken(target))
        case Action.LIMIT:
            return _("Limits it")
        case Action.HOLD:
            return _("Holds it")


def would(action: str) -> str:
    """What a rule would do with what it matches, as the head of a figure."""
    if action == Action.HOLD:
        return _("To hold")
    return _("To limit") if action == Action.LIMIT else _("To mark")


def _value(condition: Condition) -> str:
    if isinstance(condition.value, tuple):
        words = dict(options(condition.field))
        return _(", ").join(words.get(one, _("“%(text)s”", text=one)) for one in condition.value)
    if isinstance(condition.value, bool):
        return _("Yes") if condition.value else _("No")
    return number(condition.value)


def init_app(app: Flask) -> None:
    """Let the desk put what rules found into words."""
    app.jinja_env.globals.update(routed_to=targets.spoken, condition_words=spoken, known_words=known_value)
