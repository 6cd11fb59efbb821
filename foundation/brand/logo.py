"""A logo as it may be kept: decoded, bounded, and written anew as PNG, so that nothing of the sent file is served."""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

from foundation.brand.colour import Colour, contrast, read
from foundation.brand.palette import DAY, NIGHT
from foundation.errors import Invalid
from foundation.language import _l

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 1024 * 1024
MOST_PIXELS = 12_000_000
LARGEST_SIDE = 512
SMALLEST_SIDE = 16
CLOSE = 1.7  # contrast ratio under which a shape can hardly be told from its ground
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class Unreadable(Invalid):
    """No picture of a kind we take, or a damaged one."""

    field = "logo"
    message = _l("We could not read this picture. Please send a PNG, JPEG or WebP file.")


class Drawing(Unreadable):
    """An SVG, which may carry scripts."""

    message = _l(
        "SVG drawings may carry hidden programs, so we do not take them. Please save your logo as PNG, best with 512 pixels or more and a transparent ground."
    )


class TooHeavy(Unreadable):
    """More bytes or pixels than a logo needs."""

    message = _l("This picture is too large. A logo of at most 1 MB and 12 million pixels is plenty.")


class TooSmall(Unreadable):
    """Nothing to see, or a line rather than a picture."""

    message = _l(
        "This picture is too small, too thin or empty. Please send one of at least 16 pixels each way."
    )


@dataclass(frozen=True)
class Logo:
    """A clean PNG, its size in pixels, and the ground it needs: light, dark, or empty for any."""

    png: bytes
    width: int
    height: int
    ground: str


def cleaned(raw: bytes) -> Logo:
    """Read a picture somebody sent; raises Unreadable or one of its kinds."""
    if len(raw) > MOST_BYTES:
        raise TooHeavy
    if b"<svg" in raw[:4096].lower():
        raise Drawing
    try:
        picture = _decoded(raw)
    except BOMBS as fault:
        raise TooHeavy from fault
    except (UnidentifiedImageError, *BROKEN) as fault:
        raise Unreadable from fault
    box = picture.getchannel("A").getbbox()
    if box is None:
        raise TooSmall
    picture = picture.crop(box)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    if min(picture.size) < SMALLEST_SIDE:
        raise TooSmall
    return Logo(encoded(picture), *picture.size, ground_of(picture))


def encoded(picture: Image.Image, form: str = "PNG", *, quality: int | None = None) -> bytes:
    """A picture as bytes without metadata: of an image made here only its pixels are written."""
    held = io.BytesIO()
    exact = {"lossless": True, "method": 6} if form == "WEBP" else {"optimize": True}
    how = {"quality": quality, "method": 6} if quality else exact
    picture.save(held, form, **how)
    return held.getvalue()


def ground_of(picture: Image.Image) -> str:
    """On which ground the outline of a picture can be seen: `light`, `dark`, or empty for both."""
    small = picture.resize((96, 96), Image.Resampling.BOX)
    seen = small.getchannel("A").point(lambda alpha: 255 if alpha > 127 else 0)
    framed = ImageOps.expand(seen, 1, 0)
    inside = framed.filter(ImageFilter.MinFilter(3)).crop((1, 1, 97, 97))
    outline = ImageChops.subtract(seen, inside)
    edge = [small.getpixel((x, y)) for x in range(96) for y in range(96) if outline.getpixel((x, y))]
    colours = [one for one in edge if isinstance(one, tuple)]
    if not colours or _full(seen):
        return ""
    lost_by_day, lost_by_night = (_lost(colours, read(ground.paper)) for ground in (DAY, NIGHT))
    if max(lost_by_day, lost_by_night) < 0.4:
        return ""
    return "dark" if lost_by_day > lost_by_night else "light"


def _full(seen: Image.Image) -> bool:
    """Whether a picture covers its rectangle, and so brings its own ground."""
    return seen.histogram()[255] > 0.95 * seen.width * seen.height


def _decoded(raw: bytes) -> Image.Image:
    with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise TooHeavy
        whole = ImageOps.exif_transpose(opened).convert("RGBA")
    bare = Image.new("RGBA", whole.size)
    bare.paste(whole)
    return bare


def _lost(seen: list[tuple[int, ...]], ground: Colour) -> float:
    """The share of what is drawn that hardly differs from the ground."""
    near = sum(contrast(read(f"#{one[0]:02x}{one[1]:02x}{one[2]:02x}"), ground) < CLOSE for one in seen)
    return near / len(seen)
