"""Colours as numbers: sRGB, OKLCH, and how well one can be read on another.

Contrast follows WCAG 2.2 (w3.org/TR/WCAG22, "relative luminance" and "contrast ratio"), OKLab follows Björn Ottosson,
"A perceptual color space for image processing" (bottosson.github.io/posts/oklab), with his matrices for sRGB under D65.
"""

import math
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}")
NEARLY = 1e-6  # rounding of the matrices: white comes back as 1.0000001


class NotAColour(ValueError):
    """The text is not of the form #rrggbb."""


@dataclass(frozen=True)
class Colour:
    """A colour in linear light: red, green and blue from 0 to 1 within sRGB; outside of it, out of gamut."""

    red: float
    green: float
    blue: float

    @property
    def in_gamut(self) -> bool:
        """Whether a screen of sRGB can show it."""
        return all(-NEARLY <= part <= 1 + NEARLY for part in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
        return 0.2126 * self.red + 0.7152 * self.green + 0.0722 * self.blue

    @property
    def hex(self) -> str:
        """The nearest #rrggbb; parts out of gamut are cut off."""
        return "#" + "".join(f"{_byte(part):02x}" for part in (self.red, self.green, self.blue))


@dataclass(frozen=True)
class Oklch:
    """A colour as the eye orders it: lightness 0 to 1, chroma from 0 (grey) to about 0.32 in sRGB, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def tidy(text: str) -> str:
    """A colour as people write it (`2440BF`, `#24b`) in the one form we keep; raises NotAColour."""
    plain = text.strip().lower().removeprefix("#")
    if len(plain) == 3:
        plain = "".join(letter * 2 for letter in plain)
    if not HEX.fullmatch(f"#{plain}"):
        raise NotAColour(text)
    return f"#{plain}"


def read(text: str) -> Colour:
    """The colour that #rrggbb names; raises NotAColour."""
    if not HEX.fullmatch(text):
        raise NotAColour(text)
    return Colour(*(_linear(int(text[at : at + 2], 16) / 255) for at in (1, 3, 5)))


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black and white); text needs 4.5."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def oklab(colour: Colour) -> tuple[float, float, float]:
    """Lightness, green to red, and blue to yellow of OKLab."""
    red, green, blue = colour.red, colour.green, colour.blue
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def from_oklab(lightness: float, a: float, b: float) -> Colour:
    """The way back from OKLab; what no screen can show comes out of gamut."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Colour(
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def oklch(colour: Colour) -> Oklch:
    """Lightness, chroma and hue of a colour."""
    lightness, a, b = oklab(colour)
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def shown(wanted: Oklch) -> Colour:
    """The colour itself where sRGB has it, else the one of the same lightness and hue with the most chroma it has."""
    if (exact := _polar(wanted, wanted.chroma)).in_gamut:
        return exact
    least, most = 0.0, wanted.chroma
    for _halving in range(24):
        middle = (least + most) / 2
        least, most = (middle, most) if _polar(wanted, middle).in_gamut else (least, middle)
    return _polar(wanted, least)


def mixed(one: Colour, share: float, other: Colour) -> Colour:
    """What CSS calls `color-mix(in oklab, one share, other)`, the share from 0 to 1."""
    pairs = zip(oklab(one), oklab(other), strict=True)
    return from_oklab(*(share * mine + (1 - share) * its for mine, its in pairs))


def _polar(wanted: Oklch, chroma: float) -> Colour:
    angle = math.radians(wanted.hue)
    return from_oklab(wanted.lightness, chroma * math.cos(angle), chroma * math.sin(angle))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _byte(part: float) -> int:
    part = min(1.0, max(0.0, part))
    bent = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(bent * 255)
