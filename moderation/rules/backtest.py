"""What a rule would have done: its conditions asked again of contributions that people have decided on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moderation.learning.quality import interval
from moderation.rules.conditions import Condition, Facts, matches

EXAMPLES = 5


@dataclass(frozen=True)
class Past:
    """A contribution as it was when people decided on it, and whether they let it stand."""

    contribution_id: int
    facts: Facts
    approved: bool


@dataclass(frozen=True)
class Replay:
    """How many were looked at, would have matched, and of these were approved by people; some of each to look at."""

    looked_at: int
    matched: int
    approved: int
    wrongly: tuple[int, ...]
    rightly: tuple[int, ...]

    @property
    def wrong_share(self) -> tuple[float, float]:
        """The 95 % interval of the share of matches that people had approved, both from 0 to 1."""
        return interval(self.approved, self.matched)


def replay(conditions: Sequence[Condition], past: Iterable[Past]) -> Replay:
    """Ask the conditions of every past contribution; the examples are the latest, so give the latest first."""
    looked_at = 0
    wrongly: list[int] = []
    rightly: list[int] = []
    for one in past:
        looked_at += 1
        if matches(conditions, one.facts):
            (wrongly if one.approved else rightly).append(one.contribution_id)
    return Replay(
        looked_at,
        len(wrongly) + len(rightly),
        len(wrongly),
        tuple(wrongly[:EXAMPLES]),
        tuple(rightly[:EXAMPLES]),
    )
