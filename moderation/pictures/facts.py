"""What can have happened to the list of banned pictures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureBanned:
    """A picture was banned: where it stands already is to be found."""

    ban_id: int
