"""What can have happened to an idea."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IdeaStatusChanged:
    """The house said where the idea stands."""

    idea_id: int
    was: str
    became: str
    answer_id: int


@dataclass(frozen=True)
class IdeaMerged:
    """The idea was joined to another that asks for the same."""

    idea_id: int
    target_id: int
