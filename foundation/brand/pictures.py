"""The pictures of the current look, ready to be sent."""

from foundation import files
from foundation.brand import icons
from foundation.brand.look import Look
from foundation.brand.palette import DAY, NIGHT

HEAD_HEIGHT = 108  # three device pixels for each of the 36 that show
SIDES = (180, 192, 512)
KINDS = ("plain", "whole", "maskable")


def logo(look: Look, form: str) -> bytes:
    """The logo as PNG for letters, or as a small WebP for the head of pages; FileNotFoundError without one."""
    with files.open_file(look.logo) as kept:
        png = kept.read()
    return icons.logo_line(png, HEAD_HEIGHT) if form == "webp" else png


def icon(look: Look, side: int, kind: str) -> bytes:
    """An icon for home screens: the logo on the ground it needs, or the tally mark on the accent."""
    try:
        png = logo(look, "png")
    except FileNotFoundError:
        tones = look.palette.day
        return icons.tally_icon(side, tones.accent, tones.on_accent, kind)
    return icons.logo_icon(png, side, NIGHT.paper if look.logo_ground == "dark" else DAY.sheet, kind)


def drawing(look: Look) -> str:
    """The tally mark of the browser's tab, as SVG in the colours of the look."""
    day, night = look.palette.day.accent, look.palette.night.accent
    strokes = "".join(f"M{x} {y} {to_x} {to_y}" for (x, y), (to_x, to_y) in icons.STROKES)
    style = f"path{{stroke:{day};fill:none;stroke-width:3;stroke-linecap:round}}@media(prefers-color-scheme:dark){{path{{stroke:{night}}}}}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34"><style>{style}</style><path d="{strokes}"/></svg>'
