"""Rules to start from: three that most houses want, as somebody would write them."""

from dataclasses import dataclass
from typing import Any

from foundation.language import _l
from moderation.rules.models import Action


@dataclass(frozen=True)
class Example:
    """A rule that is ready to be looked at and changed."""

    name: str
    why: str
    rows: tuple[tuple[str, str, Any], ...]
    action: Action
    target: str = ""


EXAMPLES = {
    "links": Example(
        _l("Links of newcomers"),
        _l("Most advertising comes from accounts of a few days."),
        (("links", "at_least", "1"), ("author_days", "at_most", "7"), ("author_published", "at_most", "0")),
        Action.HOLD,
    ),
    "delivery": Example(
        _l("Trouble with a delivery"),
        _l("Customer care answers these best, and soon."),
        (("text", "contains", _l("my parcel, my order, not delivered, refund")),),
        Action.TAG,
        _l("delivery"),
    ),
    "burst": Example(
        _l("Many texts in an hour"),
        _l("Whoever writes so much may be a machine, or very angry; both want a look."),
        (("author_last_hour", "at_least", "5"), ("author_trusted", "is", "no")),
        Action.HOLD,
    ),
}
