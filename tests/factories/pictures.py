"""Pictures drawn by code: some shapes, as a file of any kind."""

import io
import random
from functools import lru_cache
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from accounts.models import Member
from community.contributions.models import Contribution
from community.pictures.commands import keep, store
from community.pictures.models import Picture
from foundation.database import db
from foundation.pictures import Cleaned, cleaned
from tests.factories.accounts import a_member


def a_scene(seed: int = 1, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Shapes on a ground, a little soft, different for each seed."""
    luck = random.Random(seed)

    def colour() -> tuple[int, int, int]:
        return luck.randrange(256), luck.randrange(256), luck.randrange(256)

    scene = Image.new("RGB", size, colour())
    pen = ImageDraw.Draw(scene)
    for _shape in range(luck.randrange(8, 20)):
        x, y = luck.randrange(size[0]), luck.randrange(size[1])
        wide, high = luck.randrange(size[0] // 20, size[0] // 2), luck.randrange(size[1] // 20, size[1] // 2)
        draw = luck.choice((pen.ellipse, pen.rectangle))
        draw((x, y, x + wide, y + high), fill=colour())
    return scene.filter(ImageFilter.GaussianBlur(1))


def a_file(picture: Image.Image | None = None, form: str = "JPEG", **how: Any) -> bytes:
    """A picture as a file somebody may send."""
    held = io.BytesIO()
    (picture or a_scene()).save(held, form, **how)
    return held.getvalue()


@lru_cache(maxsize=20)
def made(seed: int = 1) -> Cleaned:
    """A scene as the site keeps it."""
    return cleaned(a_file(a_scene(seed)))


def a_picture(
    of: Contribution | None = None, by: Member | None = None, seed: int = 1, alt: str = "Shapes"
) -> Picture:
    """A picture of a contribution, or one that waits to be placed."""
    kept = keep(by or a_member(), made(seed), store(made(seed)), alt)
    kept.contribution_id = of.id if of else None
    db.session.flush()
    return kept
