"""What can have happened to a member's standing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SanctionBegan:
    """A measure is in force, or a notice was given."""

    sanction_id: int
    member_id: int


@dataclass(frozen=True)
class SanctionLifted:
    """A measure ended before its time."""

    sanction_id: int
    member_id: int
