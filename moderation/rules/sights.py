"""What a rule saw when it matched, for the moderator: the facts it asked for, and where its words stand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from moderation.rules.conditions import FIELDS, Condition, Facts, Sort, Value
from moderation.screening.views import fold, views
from moderation.watching import Place, Written

MOST_PLACES = 50
MOST_SEEN = 10


def saw(conditions: Sequence[Condition], known: Facts) -> list[dict[str, Any]]:
    """Each condition with what was known; of a text only the words that were found in it."""
    return [one.as_row() | {"saw": _saw(one, known.get(one.field))} for one in conditions]


def _saw(condition: Condition, known: Value) -> Any:
    if FIELDS[condition.field] is not Sort.TEXT:
        return list(known)[:MOST_SEEN] if isinstance(known, tuple) else known
    text = f" {fold(str(known))} "
    words = condition.value if isinstance(condition.value, tuple) else ()
    return [word for word in words if f" {fold(word)} " in text][:MOST_SEEN]


def places(conditions: Sequence[Condition], written: Written) -> tuple[Place, ...]:
    """Where the words stand that a rule asks for, in the order of reading."""
    wanted = [one for one in conditions if FIELDS[one.field] is Sort.TEXT and one.comparison == "contains"]
    found = [place for one in wanted for place in _places(one, written.parts)]
    return tuple(sorted(set(found), key=lambda place: (place.part, place.start))[:MOST_PLACES])


def _places(condition: Condition, parts: Mapping[str, str]) -> Iterator[Place]:
    words = condition.value if isinstance(condition.value, tuple) else ()
    for part, text in parts.items():
        if condition.field == "title" and part != "title":
            continue
        view = views(text)[0]
        for word in words:
            sought = f" {fold(word)} "
            start = view.text.find(sought)
            while start >= 0:
                yield Place(part, *view.span(start + 1, start + len(sought) - 1))
                start = view.text.find(sought, start + 1)
