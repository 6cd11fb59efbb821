"""What a picture is recognised by: two perceptual hashes of it and of its mirror, 64 bits each.

phash compares the 64 lowest frequencies (DCT-II of 32 by 32 grey pixels) with their median, dhash each of 8 by 8
grey pixels with its left neighbour: N. Krawetz, "Looks Like It" (2011) and "Kind of Like That" (2013), bit for bit as the
library ImageHash 4.3 computes them. Thresholds measured: at most 10 of 64 bits differ after JPEG 30, a new size,
brightness or grey; phash sees most crops of a tenth, dhash also a caption bar and a turn of 5 degrees.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Self

from PIL import Image, ImageOps

SIDE, WIDE = 8, 32
CLOSE = 10
"""Bits of 64 that may differ."""
PLAIN = range(12, 53)
"""Set bits of a hash that tells something; an empty sheet has nearly none, or nearly all."""


FLAT = 8
"""Levels of grey between the lightest and the darkest part under which there is nothing to recognise."""
NOTHING = "0" * 16


@dataclass(frozen=True)
class Match:
    """That two pictures are alike: by which hash, how many bits differ, and whether one is the other's mirror."""

    by: str
    distance: int
    mirrored: bool


@dataclass(frozen=True)
class Fingerprint:
    """The hashes of a picture and of its mirror, as 16 hexadecimal digits each."""

    phash: str
    dhash: str
    mirror_phash: str
    mirror_dhash: str

    @classmethod
    def of(cls, picture: Image.Image) -> Self:
        """Take the fingerprint of a picture."""
        lightest, darkest = _lights(picture)
        if lightest - darkest < FLAT:
            return cls(*(NOTHING,) * 4)
        mirror = ImageOps.mirror(picture)
        return cls(phash(picture), dhash(picture), phash(mirror), dhash(mirror))

    def match(self, other: "Fingerprint", close: int = CLOSE) -> Match | None:
        """How another picture is like this one or its mirror, the nearest hash first; None when it is not."""
        compared = (
            ("phash", self.phash, other.phash, False),
            ("dhash", self.dhash, other.dhash, False),
            ("phash", self.mirror_phash, other.phash, True),
            ("dhash", self.mirror_dhash, other.dhash, True),
        )
        near = [
            Match(by, distance, mirrored)
            for by, ours, theirs, mirrored in compared
            if _tells(ours) and _tells(theirs) and (distance := differing(ours, theirs)) <= close
        ]
        return min(near, key=lambda one: one.distance, default=None)


def differing(one: str, other: str) -> int:
    """How many bits of two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def phash(picture: Image.Image) -> str:
    """The hash of the lowest frequencies."""
    grey = picture.convert("L").resize((WIDE, WIDE), Image.Resampling.LANCZOS)
    pixels = list(grey.tobytes())
    rows = [pixels[start : start + WIDE] for start in range(0, WIDE * WIDE, WIDE)]
    waves = _waves()
    along = [[sum(map(float.__mul__, wave, map(float, row))) for row in rows] for wave in waves]
    low = [sum(map(float.__mul__, wave, column)) for wave in waves for column in along]
    middle = median(low)
    return _hex([value > middle for value in low])


def dhash(picture: Image.Image) -> str:
    """The hash of what grows brighter to the right."""
    grey = picture.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.LANCZOS)
    pixels = grey.tobytes()
    return _hex(
        [
            pixels[y * (SIDE + 1) + x + 1] > pixels[y * (SIDE + 1) + x]
            for y in range(SIDE)
            for x in range(SIDE)
        ]
    )


def _lights(picture: Image.Image) -> tuple[int, int]:
    pixels = picture.convert("L").resize((WIDE, WIDE), Image.Resampling.BOX).tobytes()
    return max(pixels), min(pixels)


@lru_cache(maxsize=1)
def _waves() -> list[list[float]]:
    """The eight slowest waves of the DCT-II over 32 pixels."""
    return [
        [math.cos(math.pi * wave * (2 * place + 1) / (2 * WIDE)) for place in range(WIDE)]
        for wave in range(SIDE)
    ]


def _tells(bits: str) -> bool:
    return int(bits, 16).bit_count() in PLAIN


def _hex(bits: list[bool]) -> str:
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"
