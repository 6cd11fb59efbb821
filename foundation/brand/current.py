"""The look of this moment, kept in the process: a page costs no question for it.

Each process asks now and then which version is the last, so what one saves shows in all of them within seconds.
Only what reads asks, so that no writer takes the lock of the database earlier than it needs it.
"""

import re
import time
from dataclasses import dataclass

from flask import Flask, current_app, g, has_request_context
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.local import LocalProxy

from foundation.brand.look import LOGO, TEXTS, Look
from foundation.brand.models import BrandVersion
from foundation.database import db, may_write
from foundation.settings import current as settings

EVERY = 3.0
"""Seconds between two looks at the database."""


@dataclass
class Kept:
    """What this process knows, and when it looked (seconds of the monotonic clock)."""

    number: int = 0
    look: Look | None = None
    looked: float = -EVERY


def look() -> Look:
    """How the site looks now; without an answer of the database, as it last did."""
    kept: Kept = current_app.extensions["brand"]
    if not _busy() and (kept.look is None or kept.looked + EVERY < time.monotonic()):
        kept.looked = time.monotonic()
        try:
            _see(kept)
        except SQLAlchemyError:
            kept.look = kept.look or Look()
    return kept.look or Look()


def name() -> str:
    """What the site is called: as the brand says, else as the settings say."""
    return look().name or settings().site_name


def saved() -> None:
    """Look again at once: something was saved here."""
    current_app.extensions["brand"].looked = -EVERY


def last() -> BrandVersion | None:
    """The version that counts."""
    newest = select(BrandVersion).order_by(BrandVersion.number.desc()).limit(1)
    return db.session.scalars(newest).first()


def with_logo(digest: str) -> BrandVersion | None:
    """A version that showed the logo of that digest."""
    if not re.fullmatch(r"[0-9a-f]{16}", digest):
        return None
    found = BrandVersion.logo.startswith(f"logo/{digest[:2]}/{digest}")
    return db.session.scalars(select(BrandVersion).where(found).limit(1)).first()


def look_of(version: BrandVersion | None) -> Look:
    """A saved version as a plain value."""
    fields = (*TEXTS, *LOGO)
    return Look(**{field: getattr(version, field) for field in fields}) if version else Look()


def _see(kept: Kept) -> None:
    number = db.session.scalar(select(func.max(BrandVersion.number))) or 0
    if kept.look is None or number != kept.number:
        kept.number, kept.look = number, look_of(last())


def _busy() -> bool:
    """Whether this request is about to write, or has lost the database already."""
    kept: Kept = current_app.extensions["brand"]
    return has_request_context() and (
        g.get("database_lost", False) or (may_write() and kept.look is not None)
    )


def init_app(app: Flask) -> None:
    """Know nothing yet; tell templates."""
    app.extensions["brand"] = Kept()
    app.jinja_env.globals.update(
        brand=LocalProxy(look), site_name=LocalProxy(name), built_in_name=app.extensions["settings"].site_name
    )
