"""The way of an idea as stops: where it has been, where it is, what may come."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from ideas.models import IdeaStatus

WAY = (
    IdeaStatus.NEW,
    IdeaStatus.UNDER_REVIEW,
    IdeaStatus.PLANNED,
    IdeaStatus.STARTED,
    IdeaStatus.SHIPPED,
)


class Step(Protocol):
    """A change of status."""

    @property
    def became(self) -> str:
        """The status it led to."""

    @property
    def created_at(self) -> datetime:
        """When."""


class Stop(NamedTuple):
    """One stop: its status, when it was reached, whether it is past, now or to come, and a note."""

    status: str
    when: datetime | None
    place: str
    note: str = ""


def journey(proposed: datetime, steps: Sequence[Step], now: IdeaStatus) -> list[Stop]:
    """The stops of an idea; what was skipped or taken back is not shown as past."""
    reached = {IdeaStatus.NEW.value: proposed} | {step.became: step.created_at for step in steps}
    if now not in WAY:
        past = [status for status in WAY if status.value in reached]
        return [_stop(status, reached, "past") for status in past] + [_stop(now, reached, "now")]
    here = WAY.index(now)
    past = [status for status in WAY[:here] if status.value in reached]
    return [
        *(_stop(status, reached, "past") for status in past),
        _stop(now, reached, "now"),
        *(Stop(status.value, None, "to-come") for status in WAY[here + 1 :]),
    ]


def _stop(status: IdeaStatus, reached: dict[str, datetime], place: str) -> Stop:
    return Stop(status.value, reached.get(status.value), place)
