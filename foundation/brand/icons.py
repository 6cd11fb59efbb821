"""Icons of the site as an application: the logo, or the tally mark on the accent, drawn in any size."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

from foundation.brand.logo import encoded

STROKES = (
    ((7.4, 8.2), (6.6, 25.6)), ((13.9, 7.6), (13.6, 26.2)), ((20.2, 8.4), (20.5, 25.8)),
    ((26.5, 7.8), (27.4, 26.0)), ((2.6, 22.4), (31.4, 11.4)),
)  # fmt: skip
"""Four strokes and the one that ties them, as in static/favicon.svg, in a square of 34 units."""
SQUARE, WIDTH = 34, 2.7
CORNER = 0.22  # of the side
FILLED = {"plain": 0.62, "whole": 0.74, "maskable": 0.52}
"""How much of the side the drawing takes; a maskable icon shows at least its middle circle of 80 %."""
LONGEST_LINE = 512
TAB, FEW = 48, 128  # the icon of a tab comes with the first view: fewer colours, a third of the bytes
FINER = 4  # drawn larger, then made smaller, for smooth edges


@lru_cache(maxsize=32)
def tally_icon(side: int, ground: str, ink: str, kind: str) -> bytes:
    """The tally mark as PNG of `side` pixels; kind: plain (round corners), whole (to the edge) or maskable."""
    big = side * FINER
    picture = _ground(big, ground, kind)
    pen = ImageDraw.Draw(picture)
    scale = big * FILLED[kind] / SQUARE
    inset = (big - scale * SQUARE) / 2
    radius = WIDTH * scale / 2
    for stroke in STROKES:
        ends = [(inset + x * scale, inset + y * scale) for x, y in stroke]
        pen.line(ends, ink, round(2 * radius))
        for x, y in ends:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), ink)
    return encoded(picture.resize((side, side), Image.Resampling.LANCZOS))


@lru_cache(maxsize=32)
def logo_icon(png: bytes, side: int, ground: str, kind: str) -> bytes:
    """A logo, as we encoded it, in the middle of its ground."""
    picture = _ground(side * FINER, ground, kind).resize((side, side), Image.Resampling.LANCZOS)
    room = round(side * (FILLED[kind] + (0.14 if kind == "plain" else 0.06)))
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        logo = opened.convert("RGBA")
    scale = room / max(logo.size)
    width, height = (max(1, round(part * scale)) for part in logo.size)
    fitted = logo.resize((width, height), Image.Resampling.LANCZOS)
    picture.alpha_composite(fitted, ((side - fitted.width) // 2, (side - fitted.height) // 2))
    return encoded(picture if side > TAB else picture.quantize(FEW))


@lru_cache(maxsize=8)
def logo_line(png: bytes, height: int) -> bytes:
    """A logo as WebP of a height in pixels, for the head of pages."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        logo = opened.convert("RGBA")
    logo.thumbnail((LONGEST_LINE, height), Image.Resampling.LANCZOS)
    return min(encoded(logo, "WEBP"), encoded(logo, "WEBP", quality=85), key=len)


@lru_cache(maxsize=4)
def logo_letter(png: bytes, height: int, ground: str) -> bytes:
    """A logo as PNG for letters, on the ground it needs, if any: mail programs choose their own."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        logo = opened.convert("RGBA")
    logo.thumbnail((LONGEST_LINE, height), Image.Resampling.LANCZOS)
    if not ground:
        return encoded(logo)
    edge = height // 6
    plate = Image.new("RGBA", (logo.width + 2 * edge, logo.height + 2 * edge), ground)
    plate.alpha_composite(logo, (edge, edge))
    return encoded(plate)


def _ground(side: int, colour: str, kind: str) -> Image.Image:
    if kind != "plain":
        return Image.new("RGBA", (side, side), colour)
    picture = Image.new("RGBA", (side, side))
    ImageDraw.Draw(picture).rounded_rectangle((0, 0, side - 1, side - 1), CORNER * side, colour)
    return picture
