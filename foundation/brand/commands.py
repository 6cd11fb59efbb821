"""Saving a look, and going back to an earlier one."""

import io
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.exc import IntegrityError

from foundation import audit, files, releasing
from foundation.brand.current import last, look_of
from foundation.brand.logo import Logo
from foundation.brand.look import LOGO, Look
from foundation.brand.models import BrandVersion
from foundation.database import db
from foundation.errors import Conflict
from foundation.language import _l

SAID = ("name", "welcome_en", "welcome_fr", "lead_en", "lead_fr", "logo_alt")


class ChangedMeanwhile(Conflict):
    """Another admin saved since the page was opened."""

    message = _l(
        "Somebody saved another look while you worked. What you typed is still here: look at it once more, then save."
    )


def save(
    look: Look, *, made_from: int, actor_id: int | None, logo: Logo | None = None
) -> BrandVersion | None:
    """Make a look the one that counts, if nobody saved since version `made_from`; None when nothing differs."""
    newest = last()
    number = newest.number if newest else 0
    if number != made_from:
        raise ChangedMeanwhile
    look = _with(look, logo) if logo else look
    before, after = asdict(look_of(newest)), asdict(look)
    if before == after:
        return None
    said = tuple(str(after[field]) for field in SAID if after[field] != before[field])
    releasing.ask(releasing.Words(said, "brand", actor_id, ("brand", number + 1)))
    version = BrandVersion(number=number + 1, saved_by_id=actor_id, **after)
    db.session.add(version)
    try:
        db.session.flush()
    except IntegrityError as fault:  # the same moment, in another process
        raise ChangedMeanwhile from fault
    audit.note(
        actor_id, "brand.saved", ("brand", number + 1), _differing(before, after), _differing(after, before)
    )
    return version


def without_logo(look: Look) -> Look:
    """The look with the tally mark again; the file stays for who goes back."""
    built_in: dict[str, Any] = {field: getattr(Look(), field) for field in LOGO}
    return replace(look, **built_in)


def _with(look: Look, logo: Logo) -> Look:
    kept = files.put(io.BytesIO(logo.png), "logo.png", "logo")
    return replace(
        look, logo=kept.name, logo_width=logo.width, logo_height=logo.height, logo_ground=logo.ground
    )


def _differing(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in one.items() if other[field] != value}
