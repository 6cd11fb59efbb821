"""The pictures of the current look, ready to be sent."""

from foundation import files
from foundation.brand import icons
from foundation.brand.look import Look
from foundation.brand.palette import DAY, NIGHT

HEAD_HEIGHT = 80  # two device pixels for each of the 40 that show
SIDES = (48, 180, 192, 512)
GROUNDS = {"light": DAY.sheet, "dark": NIGHT.paper, "": ""}
KINDS = ("plain", "whole", "maskable")


def logo(look: Look, form: str) -> bytes:
    """The logo as WebP for the head of pages or as PNG for letters; FileNotFoundError without one."""
    if form == "webp":
        return icons.logo_line(_png(look), HEAD_HEIGHT)
    return icons.logo_letter(_png(look), HEAD_HEIGHT, GROUNDS[look.logo_ground])


def icon(look: Look, side: int, kind: str) -> bytes:
    """An icon for home screens: the logo on the ground it needs, or the tally mark on the accent."""
    try:
        return icons.logo_icon(_png(look), side, GROUNDS[look.logo_ground] or DAY.sheet, kind)
    except FileNotFoundError:
        tones = look.palette.day
        return icons.tally_icon(side, tones.accent, tones.on_accent, kind)


def _png(look: Look) -> bytes:
    with files.open_file(look.logo) as kept:
        return kept.read()


def drawing(look: Look) -> str:
    """The tally mark of the browser's tab, as SVG in the colours of the look."""
    day, night = look.palette.day.accent, look.palette.night.accent
    strokes = "".join(f"M{x} {y} {to_x} {to_y}" for (x, y), (to_x, to_y) in icons.STROKES)
    style = f"path{{stroke:{day};fill:none;stroke-width:3;stroke-linecap:round}}@media(prefers-color-scheme:dark){{path{{stroke:{night}}}}}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34"><style>{style}</style><path d="{strokes}"/></svg>'
