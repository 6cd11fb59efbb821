"""A picture as it may be kept: decoded within bounds, turned upright, and drawn anew, so that nothing sent is served.

Only pixels come through: no metadata (place, camera, owner), no hidden layers, no second file behind the first.
"""

import io
import struct
import threading
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from foundation.pictures.fingerprints import Fingerprint
from foundation.pictures.refusals import Drawing, OfAPhone, TooHeavy, TooSmall, Unreadable

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = {"JPEG": 40_000_000}
MOST_PIXELS_ELSE = 16_000_000
"""A JPEG is decoded at the scale we need; of every other kind each pixel has to be held."""
LONGEST_SIDE = 16_000
SMALLEST_SIDE = 16
SIZES = {"full": (1920, 80), "page": (960, 78), "small": (240, 70)}
"""Of each size we keep: the longest side in pixels, and the quality of WebP."""
GROUND = (255, 255, 255)
PHONES = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif", b"ftypavis")
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError, struct.error, zlib.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_SRGB = ImageCms.createProfile("sRGB")
_at_once = threading.BoundedSemaphore(2)
"""The heaviest picture takes some 250 MB while it is decoded; a third one waits."""


@dataclass(frozen=True)
class Drawn:
    """One size of a picture: WebP, and its sides in pixels."""

    webp: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Cleaned:
    """A picture in every size we keep, the largest first, and what it is recognised by."""

    sizes: dict[str, Drawn]
    fingerprint: Fingerprint

    @property
    def weight(self) -> int:
        """Bytes of all sizes together."""
        return sum(len(drawn.webp) for drawn in self.sizes.values())


def cleaned(raw: bytes) -> Cleaned:
    """Read a picture somebody sent; raises Unreadable or one of its kinds."""
    if len(raw) > MOST_BYTES:
        raise TooHeavy
    if raw[4:12] in PHONES:
        raise OfAPhone
    try:
        with _at_once:
            picture = _decoded(raw)
    except BOMBS as fault:
        raise TooHeavy from fault
    except UnidentifiedImageError as fault:
        raise (Drawing if b"<svg" in raw[:4096].lower() else Unreadable) from fault
    except (*BROKEN, MemoryError) as fault:
        raise Unreadable from fault
    return Cleaned(_drawn(picture), Fingerprint.of(picture))


def _decoded(raw: bytes) -> Image.Image:
    """The first picture of a file in sRGB and upright, not much larger than we keep it."""
    longest = max(side for side, _quality in SIZES.values())
    with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
        _bounded(opened)
        opened.draft("RGB", (longest, longest))  # a JPEG is decoded at the scale we need, seven times as fast
        opened.load()
        profile = opened.info.get("icc_profile")
        way = opened.getexif().get(0x0112)
        shades = _shades(opened)
    shades.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    flat = _flat(_true_colours(shades, profile))
    bare = Image.new("RGB", flat.size)
    bare.paste(flat)
    return _upright(bare, way)


def _bounded(opened: Image.Image) -> None:
    width, height = opened.size
    if (
        width * height > MOST_PIXELS.get(opened.format or "", MOST_PIXELS_ELSE)
        or max(width, height) > LONGEST_SIDE
    ):
        raise TooHeavy
    if min(width, height) < SMALLEST_SIDE or min(width, height) * 40 < max(width, height):
        raise TooSmall


def _shades(opened: Image.Image) -> Image.Image:
    """A picture in a mode that can be made smaller smoothly."""
    if opened.mode.startswith("I"):  # sixteen bits of grey
        return opened.convert("I").point(lambda level: level / 256).convert("L")
    return opened if opened.mode in ("RGB", "RGBA", "CMYK", "L") else opened.convert("RGBA")


def _true_colours(shades: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture as RGB or RGBA in sRGB; a colour profile that cannot be read is left out."""
    if profile and shades.mode != "RGBA":
        try:
            made = ImageCms.profileToProfile(shades, io.BytesIO(profile), _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            made = None
        shades = made or shades
    return shades if shades.mode == "RGBA" else shades.convert("RGB")


def _flat(picture: Image.Image) -> Image.Image:
    """On white paper: what stood hidden under full transparency is gone."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, GROUND)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _upright(picture: Image.Image, way: object) -> Image.Image:
    """Turned as the camera was held."""
    if way not in range(2, 9):
        return picture
    picture.getexif()[0x0112] = way
    turned = ImageOps.exif_transpose(picture)
    bare = Image.new("RGB", turned.size)
    bare.paste(turned)
    return bare


def _drawn(picture: Image.Image) -> dict[str, Drawn]:
    """Each size from the one before it, which is quicker than each from the whole."""
    made = {}
    for name, (longest, quality) in SIZES.items():
        picture = picture.copy()
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        held = io.BytesIO()
        picture.save(held, "WEBP", quality=quality, method=4)
        made[name] = Drawn(held.getvalue(), *picture.size)
    return made
