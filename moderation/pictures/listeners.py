"""After a ban: what shows the picture already comes before the moderators."""

from flask import Flask

from foundation import outbox
from foundation.database import db
from moderation import watching
from moderation.pictures.commands import bring_up_those
from moderation.pictures.facts import PictureBanned
from moderation.pictures.models import BannedPicture
from moderation.pictures.watcher import pictures


def look_back(fact: PictureBanned) -> None:
    """Find where a banned picture stands already."""
    banned = db.session.get_one(BannedPicture, fact.ban_id)
    if banned.in_force:
        bring_up_those(banned)


def init_app(app: Flask) -> None:
    """Watch, and look back once."""
    watching.register(app, "pictures", pictures)
    outbox.listen(app, PictureBanned, look_back, durable=True)
