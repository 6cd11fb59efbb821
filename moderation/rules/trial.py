"""The back-test of a rule before it is saved: on what people decided in the last 90 days, and on what nobody had to."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Self

from accounts.models import Member
from foundation.clock import now
from moderation.learning.quality import interval
from moderation.rules import past
from moderation.rules.backtest import Replay, replay
from moderation.rules.conditions import Condition

PATIENCE = 12.0
FOR_DECIDED = 0.75
STALE = timedelta(days=7)
NEARLY_ALL = 0.5
FEW = 20


@dataclass(frozen=True)
class Trial:
    """What a rule would have done, as it is kept with the version; `passed` is a sample of what nobody decided on.

    `per_day` is how many texts a day it would have stopped or marked; `whole` says whether time sufficed for all.
    """

    looked_at: int
    matched: int
    approved: int
    wrongly: list[int]
    rightly: list[int]
    passed: int
    passed_matched: int
    passed_examples: list[int]
    per_day: float
    seconds: float
    whole: bool = True

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """A trial as it was stored."""
        return cls(**kept)

    @property
    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @property
    def wrong_share(self) -> tuple[float, float]:
        """The 95 % interval of the share of matches that people had approved, both from 0 to 1."""
        return interval(self.approved, self.matched)

    @property
    def share(self) -> float:
        """Which part of everything that was looked at it matches, from 0 to 1."""
        looked_at = self.looked_at + self.passed
        return (self.matched + self.passed_matched) / looked_at if looked_at else 0.0

    @property
    def is_nearly_everything(self) -> bool:
        """Whether it matches so much that somebody must say they mean it."""
        return self.share >= NEARLY_ALL and self.looked_at + self.passed >= FEW

    @property
    def says_little(self) -> bool:
        """Whether there was too little to learn anything from."""
        return self.looked_at + self.passed < FEW


def trial(conditions: Sequence[Condition], member: Member) -> Trial:
    """Ask the conditions of everything in the window that the member may read; stops when it has taken too long."""
    began = time.monotonic()

    def until(seconds: float) -> Callable[[], bool]:
        return lambda: time.monotonic() - began < seconds

    found = replay(conditions, past.decided(member), go_on=until(PATIENCE * FOR_DECIDED))
    beside = replay(conditions, past.passed(member), go_on=until(PATIENCE))
    return Trial(
        looked_at=found.looked_at,
        matched=found.matched,
        approved=found.approved,
        wrongly=list(found.wrongly),
        rightly=list(found.rightly),
        passed=beside.looked_at,
        passed_matched=beside.matched,
        passed_examples=list(beside.wrongly),
        per_day=round(_a_day(found) + _a_day(beside), 2),
        seconds=round(time.monotonic() - began, 2),
        whole=found.whole and beside.whole,
    )


def _a_day(replay: Replay) -> float:
    """How many matches a day, over the days that were really looked at."""
    days = (now() - replay.oldest) / timedelta(days=1) if replay.oldest else 0.0
    return replay.matched / max(1.0, days)
