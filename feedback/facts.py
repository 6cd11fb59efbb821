"""What can have happened at the review desk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IdeaAnswered:
    """The house answered an idea; `verdict` is where the idea stands since."""

    idea_id: int
    answer_id: int
    verdict: str
