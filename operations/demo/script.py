"""The words the story is written in: an idea, what was said under it, and how the house answered."""

from dataclasses import dataclass
from datetime import timedelta

from ideas.models import DeclineReason, IdeaStatus


@dataclass(frozen=True)
class Said:
    """A comment, so many days after the idea; `under` is the number of the comment it answers."""

    who: str
    text: str
    days: float
    under: int | None = None


@dataclass(frozen=True)
class Told:
    """An answer of the house, so many days ago."""

    days_ago: float
    verdict: IdeaStatus
    by: str
    text: str
    why: DeclineReason | None = None
    again_in: timedelta | None = None
    again_when: str = ""


@dataclass(frozen=True)
class Story:
    """One idea and all that came of it."""

    key: str
    who: str
    space: str
    days_ago: float
    title: str
    text: str
    tags: tuple[str, ...]
    votes: int
    language: str = "fr"
    said: tuple[Said, ...] = ()
    told: tuple[Told, ...] = ()
    merged_into: str = ""


UNDER_REVIEW, PLANNED, STARTED, SHIPPED, DECLINED = (
    IdeaStatus.UNDER_REVIEW, IdeaStatus.PLANNED, IdeaStatus.STARTED, IdeaStatus.SHIPPED, IdeaStatus.DECLINED,
)  # fmt: skip
