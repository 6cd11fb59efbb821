"""What can have happened to spaces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadersChanged:
    """Fewer people may read a space: its audience changed, or somebody left its circle."""

    space_id: int


@dataclass(frozen=True)
class CircleEntered:
    """Somebody belongs to the circle of a space now."""

    space_id: int
    member_id: int
