"""What a rule would have done: its conditions asked again of contributions that people have decided on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from moderation.learning.quality import interval
from moderation.rules.conditions import Condition, Facts, cheapest_first, matches

EXAMPLES = 5


@dataclass(frozen=True)
class Past:
    """A contribution as it was when people decided on it, and whether they let it stand."""

    contribution_id: int
    facts: Facts
    approved: bool
    moment: datetime | None = None


@dataclass(frozen=True)
class Replay:
    """How many were looked at, would have matched, and of these were approved by people; some of each to look at."""

    looked_at: int
    matched: int
    approved: int
    wrongly: tuple[int, ...]
    rightly: tuple[int, ...]
    whole: bool = True
    oldest: datetime | None = None

    @property
    def wrong_share(self) -> tuple[float, float]:
        """The 95 % interval of the share of matches that people had approved, both from 0 to 1."""
        return interval(self.approved, self.matched)


def replay(
    conditions: Sequence[Condition], past: Iterable[Past], *, go_on: Callable[[], bool] = lambda: True
) -> Replay:
    """Ask the conditions of every past contribution while `go_on` says so; the examples are the first, so give the
    latest first.
    """
    ordered = cheapest_first(conditions)
    looked_at, whole, oldest = 0, True, None
    wrongly: list[int] = []
    rightly: list[int] = []
    for one in past:
        if not go_on():
            whole = False
            break
        looked_at += 1
        oldest = min(filter(None, (oldest, one.moment)), default=None)
        if matches(ordered, one.facts):
            (wrongly if one.approved else rightly).append(one.contribution_id)
    matched, approved = len(wrongly) + len(rightly), len(wrongly)
    examples = tuple(wrongly[:EXAMPLES]), tuple(rightly[:EXAMPLES])
    return Replay(looked_at, matched, approved, *examples, whole, oldest)
