"""From the one colour a brand chooses, what the pages use by day and by night, so that all of it can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from foundation.brand.colour import Colour, Oklch, contrast, mixed, oklch, read, shown

BUILT_IN = "#2440bf"
READABLE = 4.5
"""Contrast ratio of text, WCAG 2.2 criterion 1.4.3 (AA)."""
SHARP = 7.0
"""Contrast ratio for who asks for more of it, criterion 1.4.6 (AAA)."""
STEPS = 160  # of lightness, tried one after the other
WASH, DEEP = 0.11, 0.82  # shares of the accent in --accent-wash and --accent-deep


@dataclass(frozen=True)
class Ground:
    """What the accent stands on by day or by night: the same colours as in static/css/tokens.css."""

    name: str
    paper: str
    sheet: str
    ink: str
    lightens: bool


DAY = Ground("light", "#f3f0e8", "#fbf9f4", "#171a24", lightens=False)
NIGHT = Ground("dark", "#12151d", "#1a1e28", "#efebe1", lightens=True)
WRITINGS = ("#ffffff", "#12151d")  # what may be written on the accent: white, ink


@dataclass(frozen=True)
class Tones:
    """The accent on one ground, with what is written on it, as #rrggbb, and the contrast of each pair."""

    accent: str
    on_accent: str
    wash: str
    deep: str
    ratios: dict[str, float]
    moved: bool

    @property
    def least(self) -> float:
        """The contrast of the pair that is hardest to read."""
        return min(self.ratios.values())


@dataclass(frozen=True)
class Palette:
    """The tones of a brand by day and by night, and sharper ones for who asks for more contrast."""

    chosen: str
    day: Tones
    night: Tones
    sharp_day: Tones
    sharp_night: Tones

    @property
    def style(self) -> str:
        """The style sheet that sets the two tokens of a brand."""
        sharp = _rule(self.sharp_day, self.sharp_night)
        return f"{_rule(self.day, self.night)}\n@media (prefers-contrast: more) {{ {sharp} }}\n"


@lru_cache(maxsize=256)
def palette(accent: str) -> Palette:
    """Correct an accent, #rrggbb, for both grounds; raises NotAColour. A colour that can be read is left as it is."""
    return Palette(
        accent,
        day=tones(accent, DAY),
        night=tones(accent, NIGHT),
        sharp_day=tones(accent, DAY, SHARP),
        sharp_night=tones(accent, NIGHT, SHARP),
    )


def tones(accent: str, ground: Ground, least: float = READABLE) -> Tones:
    """Move only the lightness, away from the ground, until every pair has the contrast; chroma follows the gamut."""
    as_it_is = _on(ground, accent, moved=False)
    if as_it_is.least >= least:
        return as_it_is
    return next(found for found in _moved(accent, ground) if found.least >= least)


def lightness(accent: str) -> int:
    """Lightness of OKLCH in percent, to say how far a colour was moved."""
    return round(oklch(read(accent)).lightness * 100)


def _moved(accent: str, ground: Ground) -> Iterator[Tones]:
    start = oklch(read(accent))
    end = 1.0 if ground.lightens else 0.0
    for step in range(1, STEPS + 1):
        nearer = start.lightness + (end - start.lightness) * step / STEPS
        yield _on(ground, shown(Oklch(nearer, start.chroma, start.hue)).hex, moved=True)


def _on(ground: Ground, accent: str, *, moved: bool) -> Tones:
    colour, paper, sheet = read(accent), read(ground.paper), read(ground.sheet)
    wash, deep = mixed(colour, WASH, paper), mixed(colour, DEEP, read(ground.ink))
    on_accent = max(WRITINGS, key=lambda one: _worst(read(one), colour, deep))
    ratios = {
        "paper": contrast(colour, paper),
        "sheet": contrast(colour, sheet),
        "wash": contrast(colour, wash),
        "on_accent": contrast(read(on_accent), colour),
        "on_deep": contrast(read(on_accent), deep),
    }
    return Tones(accent, on_accent, wash.hex, deep.hex, ratios, moved)


def _worst(writing: Colour, *grounds: Colour) -> float:
    return min(contrast(writing, ground) for ground in grounds)


def _rule(day: Tones, night: Tones) -> str:
    accent, on_accent = f"{day.accent}, {night.accent}", f"{day.on_accent}, {night.on_accent}"
    return f":root {{ --accent: light-dark({accent}); --on-accent: light-dark({on_accent}); }}"
