"""How near two texts are: a 64-bit fingerprint whose bits differ little when words differ little.

Charikar's simhash (STOC 2002) over the word pairs and words of the plain view; the distance is the number of bits.
"""

import itertools
import zlib

import numpy as np

from moderation.screening.views import fold

BITS = 64
NEAR = 10
SHORTEST = 6


def fingerprint(text: str) -> int | None:
    """64 bits of a text as a signed number that a database keeps; None for texts under six words."""
    words = fold(text).split()
    if len(words) < SHORTEST:
        return None
    parts = (part.encode() for part in (*words, *map(" ".join, itertools.pairwise(words))))
    hashed = np.array([(zlib.crc32(part), zlib.crc32(part[::-1])) for part in parts], dtype=">u4")
    set_in = np.unpackbits(hashed.view(np.uint8), axis=1).sum(axis=0, dtype=np.int64)
    most = np.packbits(set_in * 2 > len(hashed))
    return int.from_bytes(most.tobytes(), "big", signed=True)


def distance(one: int, other: int) -> int:
    """In how many of the 64 bits two fingerprints differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def is_near(one: int | None, other: int | None) -> bool:
    """Whether two texts say nearly the same in nearly the same words."""
    return one is not None and other is not None and distance(one, other) <= NEAR
