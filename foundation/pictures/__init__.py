"""Pictures of members: taken apart and drawn anew, in sizes for a page, with fingerprints that survive small changes."""

from foundation.pictures.cleaning import Cleaned, Drawn, cleaned
from foundation.pictures.fingerprints import Fingerprint, Match
from foundation.pictures.refusals import Unreadable

__all__ = ["Cleaned", "Drawn", "Fingerprint", "Match", "Unreadable", "cleaned"]
