"""What can have happened to votes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VoteCast:
    """A member voted."""

    contribution_id: int
    member_id: int


@dataclass(frozen=True)
class VoteWithdrawn:
    """A member took a vote back."""

    contribution_id: int
    member_id: int
