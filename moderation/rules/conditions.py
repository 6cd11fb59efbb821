"""What a rule may ask, and whether a contribution answers yes; plain values only, no loop and no code from outside.

A rule is a list of conditions that must all hold. Each names a field, a way to compare that fits the field's type, and
a value typed by a person; everything is checked when the rule is written, so that asking can never fail.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from moderation.screening.views import fold

MOST_CONDITIONS = 8
MOST_VALUES = 50
LONGEST_VALUE = 100

_plain = lru_cache(8192)(fold)  # the words of rules, which come back with every text
_read_text = lru_cache(16)(fold)  # a text, while several conditions ask about it

Value = str | int | float | bool | tuple[str, ...] | None
Facts = Mapping[str, Value]


class Sort(StrEnum):
    """What a field holds, and so how it can be compared."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    YES_NO = "yes_no"
    SET = "set"


# Every field a rule can ask about, with what it holds. Names are part of stored rules: add, never rename.
FIELDS: dict[str, Sort] = {
    "text": Sort.TEXT,
    "title": Sort.TEXT,
    "letters": Sort.NUMBER,
    "capitals": Sort.NUMBER,
    "language": Sort.CHOICE,
    "links": Sort.NUMBER,
    "link_hosts": Sort.SET,
    "listed_words": Sort.NUMBER,
    "private_facts": Sort.NUMBER,
    "has_image": Sort.YES_NO,
    "kind": Sort.CHOICE,
    "space": Sort.CHOICE,
    "author_days": Sort.NUMBER,
    "author_published": Sort.NUMBER,
    "author_refused": Sort.NUMBER,
    "author_last_hour": Sort.NUMBER,
    "author_trusted": Sort.YES_NO,
    "author_mail_host": Sort.CHOICE,
    "hour": Sort.NUMBER,
    "weekday": Sort.NUMBER,
    "reports": Sort.NUMBER,
    "spam": Sort.NUMBER,
    "abuse": Sort.NUMBER,
    "off_topic": Sort.NUMBER,
    "complaint": Sort.NUMBER,
    "pictures": Sort.NUMBER,
}
# What it costs to know a field beside one that is there already: looking authors up, reading the whole text.
DEAR = {"author_days": 1, "has_image": 1, "pictures": 1, "author_published": 2, "author_refused": 2, "author_last_hour": 2, "capitals": 3, "links": 4,
        "link_hosts": 4, "title": 5, "text": 6, "private_facts": 7, "spam": 8, "abuse": 8, "off_topic": 8,
        "complaint": 8, "listed_words": 9}  # fmt: skip
COMPARISONS: dict[Sort, tuple[str, ...]] = {
    Sort.TEXT: ("contains", "lacks"),
    Sort.CHOICE: ("is", "is_not"),
    Sort.SET: ("contains", "lacks"),
    Sort.NUMBER: ("at_least", "at_most"),
    Sort.YES_NO: ("is",),
}


class BadCondition(ValueError):
    """A condition that cannot be asked: which one (from 0), and what is wrong with it."""

    def __init__(self, place: int, what: str) -> None:
        super().__init__(f"condition {place + 1}: {what}")
        self.place, self.what = place, what


@dataclass(frozen=True, slots=True)
class Condition:
    """One question; `value` is words (any of them), a number, or yes and no."""

    field: str
    comparison: str
    value: tuple[str, ...] | float | bool

    def holds(self, facts: Facts) -> bool:
        """Whether the answer is yes; what is not known of a contribution never is."""
        known = facts.get(self.field)
        return known is not None and COMPARE[self.comparison](known, self.value)

    def as_row(self) -> dict[str, object]:
        """The condition as it is stored."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"field": self.field, "comparison": self.comparison, "value": value}


def read(rows: Sequence[Mapping[str, object]]) -> tuple[Condition, ...]:
    """Conditions from what a form or a table holds; raises BadCondition naming the first that makes no sense."""
    if not rows:
        raise BadCondition(0, "missing")
    if len(rows) > MOST_CONDITIONS:
        raise BadCondition(MOST_CONDITIONS, "too_many")
    return tuple(_read(place, row) for place, row in enumerate(rows))


def cheapest_first(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """The same conditions, those that cost least to answer first: most texts fail one, and the rest is not asked."""
    return tuple(sorted(conditions, key=lambda one: DEAR.get(one.field, 0)))


def matches(conditions: Sequence[Condition], facts: Facts) -> bool:
    """Whether every condition holds; a rule without conditions matches nothing."""
    return bool(conditions) and all(one.holds(facts) for one in conditions)


def _read(place: int, row: Mapping[str, object]) -> Condition:
    field, comparison, value = str(row.get("field", "")), str(row.get("comparison", "")), row.get("value")
    if field not in FIELDS:
        raise BadCondition(place, "field")
    sort = FIELDS[field]
    if comparison not in COMPARISONS[sort]:
        raise BadCondition(place, "comparison")
    try:
        return Condition(field, comparison, READ[sort](value))
    except (TypeError, ValueError) as wrong:
        raise BadCondition(place, "value") from wrong


def _words(value: object) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else list(value)  # type: ignore[call-overload]
    words = tuple(dict.fromkeys(text for one in given if (text := str(one).strip())))
    if not words or len(words) > MOST_VALUES or max(map(len, words)) > LONGEST_VALUE:
        raise ValueError("words")
    return words


def _terms(value: object) -> tuple[str, ...]:
    words = _words(value)
    if not all(map(_plain, words)):
        raise ValueError("a term has a letter")
    return words


def _number(value: object) -> float:
    number = float(str(value).replace(",", ".").replace("\u00a0", "").strip())
    if not -1e9 <= number <= 1e9:  # refuses what is not a number, too
        raise ValueError("out of range")
    return number


def _yes_no(value: object) -> bool:
    if value in (True, "true", "yes", "1", "on"):
        return True
    if value in (False, "false", "no", "0", "off"):
        return False
    raise ValueError("yes or no")


def _contains(known: Value, wanted: object) -> bool:
    words = wanted if isinstance(wanted, tuple) else ()
    if isinstance(known, tuple):
        return any(
            one == word or one.endswith("." + word) for one in known for word in map(str.casefold, words)
        )
    text = f" {_read_text(str(known))} "
    return any(f" {_plain(word)} " in text for word in words)


def _is(known: Value, wanted: object) -> bool:
    if isinstance(wanted, tuple):
        return str(known).casefold() in {word.casefold() for word in wanted}
    return known is wanted


def _as_number(known: Value) -> float:
    return float(known) if isinstance(known, int | float) else 0.0


READ: dict[Sort, Callable[[object], tuple[str, ...] | float | bool]] = {
    Sort.TEXT: _terms,
    Sort.CHOICE: _words,
    Sort.SET: _words,
    Sort.NUMBER: _number,
    Sort.YES_NO: _yes_no,
}
COMPARE: dict[str, Callable[[Value, object], bool]] = {
    "contains": _contains,
    "lacks": lambda known, wanted: not _contains(known, wanted),
    "is": _is,
    "is_not": lambda known, wanted: not _is(known, wanted),
    "at_least": lambda known, wanted: _as_number(known) >= _as_number(wanted),  # type: ignore[arg-type]
    "at_most": lambda known, wanted: _as_number(known) <= _as_number(wanted),  # type: ignore[arg-type]
}
