"""What the brand page says of a look: how far a colour was moved, and what changed from one version to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.brand import BrandVersion, look_of
from foundation.brand.look import LOGO
from foundation.brand.palette import Palette, Tones, lightness
from foundation.language import _


@dataclass(frozen=True)
class Change:
    """A version as a line of the list."""

    number: int
    at: datetime
    by: str | None
    words: str


def sentences(palette: Palette) -> list[str]:
    """What became of the chosen colour by day and by night."""
    day, night = palette.day, palette.night
    return [
        _("By day darkened from %(was)s to %(now)s (lightness %(from)d to %(to)d %%), so that text can be read.", **_moved(palette, day))
        if day.moved
        else _("By day your colour is used as it is."),
        _("By night lightened from %(was)s to %(now)s (lightness %(from)d to %(to)d %%), so that text can be read.", **_moved(palette, night))
        if night.moved
        else _("By night your colour is used as it is."),
    ]  # fmt: skip


def preview_style(palette: Palette) -> str:
    """The four colours of a preview; static/css/pages/brand.css makes the rest of them."""
    return f".look {{ {'; '.join(f'--look-{name}: {value}' for name, value in colours(palette).items())} }}\n"


def colours(palette: Palette) -> dict[str, str]:
    """What a preview must know of a palette."""
    day, night = palette.day, palette.night
    return {
        "day": day.accent, "night": night.accent, "on-day": day.on_accent, "on-night": night.on_accent,
    }  # fmt: skip


def changes(versions: Sequence[tuple[BrandVersion, str | None]]) -> list[Change]:
    """Versions with their author, latest first, each with what differs from the one before."""
    lines = []
    for at, (version, name) in enumerate(versions):
        before = look_of(versions[at + 1][0]) if at + 1 < len(versions) else look_of(None)
        after = look_of(version)
        changed = [
            word
            for word, fields in _parts()
            if any(getattr(before, one) != getattr(after, one) for one in fields)
        ]
        lines.append(Change(version.number, version.saved_at, name, ", ".join(changed)))
    return lines


def _parts() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("name"), ("name",)),
        (_("colour"), ("accent",)),
        (_("logo"), LOGO),
        (_("words of the home page"), ("welcome_en", "welcome_fr", "lead_en", "lead_fr")),
    ]


def _moved(palette: Palette, tones: Tones) -> dict[str, Any]:
    ways = {"from": lightness(palette.chosen), "to": lightness(tones.accent)}
    return {"was": palette.chosen, "now": tones.accent, **ways}
