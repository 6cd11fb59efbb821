"""What can have happened to notices."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NoticeGiven:
    """A member has something new to read."""

    member_id: int
