"""After the commit: files of pictures that are gone go too, and so does what nobody placed within a day."""

from datetime import timedelta
from itertools import islice
from typing import Any

from flask import Flask
from sqlalchemy import select

from accounts.facts import MemberErased
from community.pictures.commands import KIND, REMOVE, forget
from community.pictures.models import Picture
from foundation import files, outbox
from foundation.clock import now
from foundation.database import db
from foundation.outbox import Job

SWEEP = "community.pictures.sweep"
WAITS = timedelta(days=1)
LOT = 500


def remove(payload: dict[str, Any], _job: Job) -> None:
    """Delete files whose pictures are gone."""
    for name in payload["names"]:
        files.remove(name)


def sweep(_payload: dict[str, Any], _job: Job) -> None:
    """Forget what was sent and never placed, and files that a fault left without their row."""
    old = (Picture.contribution_id.is_(None), Picture.created_at < now() - WAITS)
    forget(db.session.scalars(select(Picture).where(*old)).all())
    found = files.older(KIND, now() - WAITS)
    while names := list(islice(found, LOT)):
        for name in set(names) - _known(names):
            files.remove(name)


def _known(names: list[str]) -> set[str]:
    sizes = (Picture.full, Picture.page, Picture.small)
    return {name for size in sizes for name in db.session.scalars(select(size).where(size.in_(names)))}


def forget_theirs(fact: MemberErased) -> None:
    """A photo may show its maker’s home or face: who leaves takes all of theirs along."""
    forget(db.session.scalars(select(Picture).where(Picture.member_id == fact.member_id)).all())


def init_app(app: Flask) -> None:
    """Name who does it."""
    outbox.register(app, REMOVE, remove)
    outbox.every(app, timedelta(hours=6), SWEEP, sweep)
    outbox.listen(app, MemberErased, forget_theirs, durable=True)
