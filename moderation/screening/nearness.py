"""How near two texts are: a 64-bit fingerprint whose bits differ little when words differ little.

Charikar's simhash (STOC 2002) over the word pairs and words of the plain view; the distance is the number of bits.
"""

import itertools
import zlib
from collections import Counter

from moderation.screening.views import fold

BITS = 64
NEAR = 10
SHORTEST = 6


def fingerprint(text: str) -> int | None:
    """64 bits of a text as a signed number that a database keeps; None for texts under six words."""
    words = fold(text).split()
    if len(words) < SHORTEST:
        return None
    parts = Counter([*words, *map(" ".join, itertools.pairwise(words))])
    sums = [0] * BITS
    for part, times in parts.items():
        bits = zlib.crc32(part.encode()) << 32 | zlib.crc32(part[::-1].encode())
        for bit in range(BITS):
            sums[bit] += times if bits >> bit & 1 else -times
    made = sum(1 << bit for bit in range(BITS) if sums[bit] > 0)
    return made - (1 << BITS) if made >> (BITS - 1) else made


def distance(one: int, other: int) -> int:
    """In how many of the 64 bits two fingerprints differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def is_near(one: int | None, other: int | None) -> bool:
    """Whether two texts say nearly the same in nearly the same words."""
    return one is not None and other is not None and distance(one, other) <= NEAR
