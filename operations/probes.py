"""Whether the site can do its work: each probe answers how it stands, and whether it must stop the site."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from foundation import revisions, search
from foundation.clock import now
from foundation.database import db, reading, writing
from foundation.language import _l
from foundation.outbox import queries as outbox
from foundation.settings import current
from foundation.upsert import insert_new
from operations.models import Heartbeat

LEAST_FREE = 200 * 1024 * 1024
GIGABYTE = 1024**3
LONGEST_LAG = timedelta(minutes=10).total_seconds()
BEAT_EVERY = timedelta(seconds=2)


@dataclass(frozen=True)
class Finding:
    """What a probe saw: for machines a detail, for people a title and words; `fatal` means that serving on would be wrong."""

    name: str
    ok: bool
    detail: str
    fatal: bool
    title: object
    words: object = ""


def database() -> Finding:
    """Write and commit one row: a full disk or a locked file shows here and not in a read."""
    title = _l("Database takes writes")
    try:
        with writing():
            beat = db.session.get(Heartbeat, 1)
            if beat is None:
                insert_new(Heartbeat, id=1, beat_at=now())
            elif beat.beat_at < now() - BEAT_EVERY:
                beat.beat_at = now()
        return Finding("database", True, db.engine.dialect.name, True, title)
    except SQLAlchemyError as fault:
        return Finding("database", False, type(fault).__name__, True, title)


def migrations() -> Finding:
    """Whether the database stands at the newest migration of this version."""
    title = _l("Database is at this version")
    try:
        with reading():
            at = revisions.stored(db.session.connection())
    except SQLAlchemyError as fault:
        return Finding("migrations", False, type(fault).__name__, True, title)
    return Finding("migrations", at == revisions.heads(), ",".join(sorted(at)), True, title)


def index() -> Finding:
    """Whether the search index answers; without it searches are slower, not wrong."""
    title = _l("Search index answers")
    try:
        health = search.index().health()
    except Exception as fault:
        return Finding("search", False, type(fault).__name__, False, title)
    words = _l("%(name)s, texts: %(count)s", name=health.backend, count=health.documents)
    return Finding(
        "search", health.ok, f"{health.backend}, {health.documents} documents", False, title, words
    )


def queue() -> Finding:
    """How late the outbox is: mails and notices wait, the pages do not."""
    title = _l("Work after commits is on time")
    try:
        with reading():
            lag, waiting = outbox.lag(), outbox.waiting()
    except SQLAlchemyError as fault:
        return Finding("queue", False, type(fault).__name__, False, title)
    words = _l("waiting: %(count)s, the oldest is %(seconds)s s late", count=waiting, seconds=round(lag))
    return Finding(
        "queue", lag < LONGEST_LAG, f"{waiting} waiting, oldest {lag:.0f} s late", False, title, words
    )


def disk() -> Finding:
    """Whether the data folder has room."""
    folder = current().data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    many = free >= 10 * GIGABYTE
    words = (
        _l("%(count)s GB free", count=free // GIGABYTE)
        if many
        else _l("%(count)s MB free", count=free // 1024**2)
    )
    return Finding(
        "disk", free > LEAST_FREE, f"{free // 1024 // 1024} MB free", True, _l("Disk has room"), words
    )


PROBES: tuple[Callable[[], Finding], ...] = (database, migrations, index, queue, disk)


def findings() -> Iterator[Finding]:
    """All probes, one after the other."""
    return (probe() for probe in PROBES)
