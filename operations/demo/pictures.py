"""What people of the demo show: a few drawings made here, so that nobody's photo is needed."""

import io
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw

from foundation.pictures import Cleaned, cleaned

SIZE = (1200, 900)
PAPER, INK, FOG, CREAM = "#f3ece0", "#2b2622", "#c9bfae", "#fbf7ef"
Pen = ImageDraw.ImageDraw
DRAWINGS: dict[str, Callable[[Pen], None]] = {}


def draws(name: str) -> Callable[[Callable[[Pen], None]], Callable[[Pen], None]]:
    """Name what a function draws."""

    def keep(drawing: Callable[[Pen], None]) -> Callable[[Pen], None]:
        DRAWINGS[name] = drawing
        return drawing

    return keep


@cache
def picture(name: str) -> Cleaned:
    """A drawing as the site keeps it."""
    large = Image.new("RGB", (SIZE[0] * 2, SIZE[1] * 2), PAPER)
    DRAWINGS[name](ImageDraw.Draw(large))
    held = io.BytesIO()
    large.resize(SIZE, Image.Resampling.LANCZOS).save(held, "PNG")
    return cleaned(held.getvalue())


def at(*places: float) -> list[float]:
    """Places on the sheet; it is drawn twice as large, then made small and smooth."""
    return [place * 2 for place in places]


def _bag(pen: Pen, x: int, colour: str, band: str = CREAM) -> None:
    """A bag of coffee from the front, folded on top."""
    pen.ellipse(at(x - 20, 735, x + 320, 785), fill=FOG)
    pen.rounded_rectangle(at(x, 190, x + 300, 760), 36, fill=colour)
    pen.rectangle(at(x, 190, x + 300, 250), fill=INK)
    pen.line(at(x, 220, x + 300, 220), fill=colour, width=6)
    pen.rounded_rectangle(at(x + 40, 370, x + 260, 600), 24, fill=band)
    pen.ellipse(at(x + 110, 410, x + 190, 530), fill=colour)
    pen.line(at(x + 162, 418, x + 138, 522), fill=band, width=12)


@draws("two-bags")
def two_bags(pen: Pen) -> None:
    """A green bag and a brown one."""
    _bag(pen, 230, "#6d7f45")
    _bag(pen, 670, "#80603c")


@draws("two-grey-bags")
def two_grey_bags(pen: Pen) -> None:
    """The same bags as somebody sees them who cannot tell green from brown."""
    _bag(pen, 230, "#767044")
    _bag(pen, 670, "#746c42")


@draws("lost-date")
def lost_date(pen: Pen) -> None:
    """A seam, and a date printed right on it."""
    pen.rounded_rectangle(at(120, 120, 1080, 780), 40, fill="#4b3a2f")
    for y in range(300, 620, 24):
        pen.line(at(120, y, 1080, y + 6), fill="#5e4a3c", width=10)
    for place, digit in enumerate("1 2 . 0 8"):
        if digit.strip():
            left = 330 + place * 60
            pen.rounded_rectangle(
                at(left, 430 + place * 3, left + 34, 500 + place * 3), 12, outline="#75604f", width=10
            )
    pen.ellipse(at(300, 330, 920, 640), outline="#c8553d", width=14)


@draws("rack")
def rack(pen: Pen) -> None:
    """A bicycle that leans on a lamp post, for want of a rack."""
    pen.rectangle(at(0, 700, 1200, 900), fill=FOG)
    pen.rectangle(at(842, 80, 866, 720), fill=INK)
    pen.ellipse(at(800, 50, 908, 130), fill="#e0b84c")
    for x in (330, 690):
        pen.ellipse(at(x - 130, 460, x + 130, 720), outline=INK, width=20)
    frame = at(330, 590, 470, 400, 640, 400, 690, 590, 640, 400, 520, 590, 330, 590, 520, 590, 470, 400)
    pen.line(frame, fill="#2f6f73", width=24, joint="curve")
    pen.line(at(640, 400, 620, 330, 680, 320), fill=INK, width=18, joint="curve")
    pen.line(at(430, 370, 510, 370), fill=INK, width=30)


@draws("watch")
def watch(pen: Pen) -> None:
    """A watch, cheap, only today."""
    pen.rectangle(at(490, 0, 710, 900), fill="#6b4a35")
    pen.ellipse(at(350, 200, 850, 700), fill="#d9a93f")
    pen.ellipse(at(390, 240, 810, 660), fill=CREAM)
    pen.line(at(600, 450, 600, 300), fill=INK, width=22)
    pen.line(at(600, 450, 700, 500), fill=INK, width=22)
    pen.rounded_rectangle(at(440, 560, 760, 630), 30, fill="#c8553d")


@draws("watch-again")
def watch_again(pen: Pen) -> None:
    """The same watch, with a caption under it."""
    watch(pen)
    pen.rectangle(at(0, 800, 1200, 900), fill="#c8553d")


@draws("cat-in-box")
def cat_in_box(pen: Pen) -> None:
    """A cat that has made itself at home in a parcel."""
    pen.polygon(at(230, 430, 970, 430, 900, 800, 300, 800), fill="#b98a56")
    pen.polygon(at(230, 430, 120, 540, 210, 590, 300, 480), fill="#a37745")
    pen.polygon(at(970, 430, 1080, 540, 990, 590, 900, 480), fill="#a37745")
    pen.ellipse(at(330, 270, 870, 640), fill="#6b6259")
    pen.polygon(at(380, 300, 400, 170, 490, 280), fill="#6b6259")
    pen.polygon(at(560, 260, 650, 165, 665, 300), fill="#6b6259")
    pen.ellipse(at(370, 230, 680, 480), fill="#7a7067")
    for x in (450, 570):
        pen.arc(at(x - 34, 330, x + 34, 370), 10, 170, fill=INK, width=14)
    pen.polygon(at(506, 388, 546, 388, 526, 410), fill="#c8553d")
    pen.rectangle(at(290, 620, 910, 660), fill="#d9bf94")
