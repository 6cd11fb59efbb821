"""What can have happened to a contribution."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContributionPublished:
    """It can be read by those who may read its space."""

    contribution_id: int
    kind: str


@dataclass(frozen=True)
class ContributionHeld:
    """It waits for a moderator."""

    contribution_id: int
    kind: str


@dataclass(frozen=True)
class ContributionEdited:
    """Its text changed."""

    contribution_id: int
    kind: str


@dataclass(frozen=True)
class ContributionHidden:
    """It left the public: rejected, removed, withdrawn or sent back."""

    contribution_id: int
    kind: str


@dataclass(frozen=True)
class ContributionLimited:
    """It can be read on its page, and stands in no list and no rank."""

    contribution_id: int
    kind: str
