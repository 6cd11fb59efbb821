"""What the moderators of the demo narrow their queue to again and again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from moderation.filters.commands import keep
from moderation.filters.narrowing import Narrowed
from operations.demo.stage import Cast, Event

KEPT = (
    ("helene", "En français, en retard", Narrowed(lang="fr", age="late"), True),
    ("helene", "Reported comments", Narrowed(why="report", kind="comment"), True),
    ("noor", "Ideas nobody reads", Narrowed(kind="idea", read="free"), False),
)


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """Each was kept some weeks ago."""
    for number, (who, name, narrowed, shared) in enumerate(KEPT):
        yield end - timedelta(days=20 - number), partial(_keep, cast, who, name, narrowed, shared=shared)


def _keep(cast: Cast, who: str, name: str, narrowed: Narrowed, *, shared: bool) -> None:
    keep(cast.member(who), name, narrowed, shared=shared)
