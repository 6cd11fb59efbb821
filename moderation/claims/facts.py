"""What can have happened to a claim."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClaimsMoved:
    """Somebody began to read a case, or laid it down."""
