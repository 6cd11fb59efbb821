"""Who owes the next step of an idea, and since or until when: said on the page, so that nobody has to ask."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ideas.models import OPEN, IdeaStatus

ANSWER_DUE = timedelta(days=14)
"""How soon every idea has a person's answer: the promise the front door counts."""


class Owed(NamedTuple):
    """The next step: whose it is (None: the team's), by when if a day was promised, and whether that day is past."""

    name: str | None
    member_id: int | None
    portrait: int | None
    by: datetime | None
    late: bool


def owed_for(
    status: IdeaStatus, published: datetime | None, steps: Sequence[Any], now: datetime
) -> Owed | None:
    """What is owed on an idea: a first answer by the team, then the next step by who took the last one."""
    if status not in OPEN or published is None:
        return None
    if not steps:
        due = published + ANSWER_DUE
        return Owed(None, None, None, due, due < now)
    last = steps[-1]
    if last.name is None:
        return Owed(None, None, None, None, False)
    return Owed(last.name, last.by_id, last.portrait, None, False)
