import io
from collections.abc import Callable
from functools import lru_cache

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from foundation.pictures.fingerprints import Fingerprint, dhash, phash
from tests.factories.pictures import a_file, a_scene

MANY = range(20)
# What ImageHash 4.3.2 computes for these pictures.
KNOWN = {
    1: ("af527156c1ada15a", "06291f6f696e27db"),
    2: ("ad58cc39565333a3", "b0b3133c6f8f7266"),
    3: ("a51b52521fc5ba2d", "523333923acec6c6"),
}


@lru_cache
def of(seed: int) -> Fingerprint:
    return Fingerprint.of(a_scene(seed))


def jpeg_30(picture: Image.Image) -> Image.Image:
    return Image.open(io.BytesIO(a_file(picture, "JPEG", quality=30)))


def captioned(picture: Image.Image) -> Image.Image:
    named = picture.copy()
    ImageDraw.Draw(named).rectangle((0, 410, 640, 480), fill="black")
    return named


CHANGES: dict[str, tuple[Callable[[Image.Image], Image.Image], float]] = {
    "JPEG 30": (jpeg_30, 1.0),
    "half its size": (lambda picture: picture.resize((320, 240)), 1.0),
    "brighter": (lambda picture: ImageEnhance.Brightness(picture).enhance(1.2), 1.0),
    "grey": (lambda picture: picture.convert("L"), 1.0),
    "mirrored": (ImageOps.mirror, 1.0),
    "cropped by a tenth": (lambda picture: picture.crop((32, 24, 608, 456)), 0.6),
    "with a caption": (captioned, 0.9),
    "turned by 5 degrees": (lambda picture: picture.rotate(5, fillcolor=(255, 255, 255)), 0.4),
}


def test_the_hashes_are_those_of_imagehash() -> None:
    assert {seed: (phash(a_scene(seed)), dhash(a_scene(seed))) for seed in KNOWN} == KNOWN


@pytest.mark.parametrize("name", CHANGES)
def test_a_picture_is_known_again(name: str) -> None:
    change, least = CHANGES[name]
    known = [of(seed).match(Fingerprint.of(change(a_scene(seed)))) is not None for seed in MANY]
    assert sum(known) / len(known) >= least


def test_two_pictures_are_not_taken_for_one_another() -> None:
    prints = [of(seed) for seed in MANY]
    assert not [(one, other) for at, one in enumerate(prints) for other in prints[:at] if one.match(other)]


def test_empty_sheets_match_nothing() -> None:
    white, black = (Fingerprint.of(Image.new("RGB", (400, 300), colour)) for colour in ("white", "black"))
    assert white.match(black) is None
    assert white.match(white) is None


def test_a_match_says_by_which_hash_and_how_near() -> None:
    picture = a_scene(7)
    found = Fingerprint.of(picture).match(Fingerprint.of(ImageOps.mirror(picture)))
    assert found is not None
    assert found.mirrored
    assert found.distance <= 2
