"""Living the months of the demo again: every deed at its time, through the commands that serve the site."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, text, update

from accounts import passwords
from accounts.models import Member, Role
from community.notices.models import Notice
from customers import commands as customers
from foundation import clock
from foundation.clock import now
from foundation.database import Base, db
from foundation.language import speaking
from foundation.outbox import Job, OutboxJob, handles
from foundation.search import index, jobs as indexing, sources
from foundation.settings import current
from ideas import neighbours
from moderation.standing import jobs as standing
from operations.demo import (
    caring,
    filters,
    guarding,
    opening,
    past,
    people,
    queue,
    rules,
    script,
    secrets,
    stage,
)
from operations.demo.people import Person
from operations.demo.stage import Cast, Event

SIGN_INS = "demo-sign-ins.txt"
LONGEST = timedelta(days=546)
READ_AFTER = timedelta(days=6)
MONDAY = 0
# Done once for many in the end: the index and what asks it.
LATER = (indexing.KIND, "community.indexing.", "ideas.neighbours.", "moderation.learn")
Say = Callable[[str], object]


class NotForDemo(Exception):
    """The demo would mix with something real."""


def load(data: Path, say: Say = lambda _line: None) -> Cast:
    """Fill an empty database with the demo; what a start cut short left behind is cleared first."""
    note = data / SIGN_INS
    if current().env == "production":
        raise NotForDemo("the demo is not loaded into a site in production")
    if db.session.scalar(select(Member.id).limit(1)) is not None:
        if note.exists() or not _is_ours():
            raise NotForDemo("there are members here already; bin/ensemble demo reset replaces a loaded demo")
        clear()
    cast = play(now(), say)
    data.mkdir(parents=True, exist_ok=True)
    note.write_text(sign_ins(), encoding="utf-8")
    return cast


def reset(data: Path, say: Say = lambda _line: None) -> Cast:
    """Load the demo anew; only a database that holds nothing but the demo is cleared."""
    if current().env == "production" or not _is_ours():
        raise NotForDemo("this is not a demo; nothing was touched")
    clear()
    (data / SIGN_INS).unlink(missing_ok=True)
    return load(data, say)


def _is_ours() -> bool:
    """Whether the site was begun by the demo: its admin is Odile."""
    odile = next(one for one in people.named() if one.role is Role.ADMIN)
    known = select(Member.id).where(Member.email == odile.email)
    return db.session.scalar(known) is not None


def clear() -> None:
    """Delete every row of every table."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        db.session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    else:
        db.session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(table.delete())
    db.session.commit()


def play(end: datetime, say: Say) -> Cast:
    """Every event in its order, a day at a time: the deeds of a day are one commit, and their work follows at once."""
    cast, hashed = Cast(end=end), passwords.hashed(people.PASSWORD)
    with _quickly(), speaking("fr"):
        with clock.frozen(end - LONGEST):
            opening.furnish(cast, hashed)
            _finish()
        deeds = sorted(_events(cast, hashed, end), key=lambda one: one[0])
        for month, during in groupby(deeds, key=lambda one: f"{one[0]:%Y-%m}"):
            done = list(during)
            for _day, of_day in groupby(done, key=lambda one: one[0].date()):
                _live(list(of_day))
            with clock.frozen(done[-1][0]):
                stage.count_all(cast)
                customers.settle_all()
                db.session.commit()
            say(f"{month}  {len(done)} deeds")
    say("the search index")
    index().rebuild(sources.everything())
    neighbours.look_round_again()
    _read_what_is_old(end)
    db.session.commit()
    _finish()
    db.session.remove()
    return cast


def _events(cast: Cast, hashed: str, end: datetime) -> Iterator[Event]:
    yield from opening.events(cast, hashed, end)
    yield from secrets.events(cast, end)
    yield from guarding.events(cast, end)
    for story in script.stories():
        yield from stage.events(cast, story, end)
    for case in script.cases():
        yield from queue.events(cast, case, end)
    yield from caring.events(cast, end)
    yield from rules.events(cast, end)
    yield from filters.events(cast, end)
    yield from past.events(cast, end)


def _live(day: list[Event]) -> None:
    for moment, deed in day:
        with clock.frozen(moment):
            deed()
    with clock.frozen(day[-1][0]):
        if day[-1][0].weekday() == MONDAY:
            standing.look()
        _finish()


def _finish() -> None:
    """Do the work that follows, but for what is done once for many, in the same transaction; what fails stops all."""
    db.session.flush()
    waiting = select(OutboxJob.id, OutboxJob.kind, OutboxJob.payload, OutboxJob.dedupe_key)
    while jobs := db.session.execute(waiting.where(OutboxJob.done_at.is_(None)).order_by(OutboxJob.id)).all():
        for job in jobs:
            handler = handles(job.kind)
            if handler is not None and not job.kind.startswith(LATER):
                handler(job.payload, Job(job.id, job.kind, job.dedupe_key or f"job-{job.id}", 1, last=False))
        done = update(OutboxJob).where(OutboxJob.id.in_([job.id for job in jobs]))
        db.session.execute(done.values(done_at=now()).execution_options(synchronize_session=False))
        db.session.flush()
    db.session.commit()


def _read_what_is_old(end: datetime) -> None:
    """People have read what they were told, but for the last days."""
    old = update(Notice).where(Notice.created_at < end - READ_AFTER)
    db.session.execute(old.values(read_at=Notice.created_at))


@contextmanager
def _quickly() -> Iterator[None]:
    """Keep everything on this machine, wait for the disk only now and then, and leave the rubbish for later."""
    settings, engine = current(), db.engine
    host, settings.smtp_host = settings.smtp_host, ""

    def hasten(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous=NORMAL")

    db.session.remove()
    if settings.sqlite:
        engine.dispose()
        event.listen(engine, "connect", hasten)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        settings.smtp_host = host
        if settings.sqlite:
            event.remove(engine, "connect", hasten)
            db.session.remove()
            engine.dispose()


def sign_ins() -> str:
    """The accounts somebody who tries the demo may use."""
    shown: dict[tuple[Role, str], Person] = {}
    for one in people.named():
        shown.setdefault((one.role, one.language if one.role is Role.MEMBER else ""), one)
    width = max(len(one.email) for one in shown.values())
    lines = [
        f"{one.email:<{width}}  {one.name}, {one.role.value.replace('_', ' ')}"
        for one in sorted(shown.values(), key=lambda one: list(Role).index(one.role))
    ]
    return "\n".join(
        [
            "Sign in with one click on the sign-in page, or with the password",
            f"“{people.PASSWORD}” as",
            *lines,
            "",
        ]
    )
