"""Living the months of the demo again: every deed at its time, through the commands that serve the site."""

import gc
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, event, select, text

from accounts import commands as accounts, passwords
from accounts.models import Member, Role
from community.spaces.commands import add_to_circle, save_space
from community.spaces.models import Audience, Mode, Space
from customers import commands as customers
from customers.imports import running
from customers.models import Purpose
from foundation import clock
from foundation.clock import now
from foundation.database import Base, db
from foundation.language import speaking
from foundation.outbox import OutboxJob
from foundation.outbox.worker import run_due
from foundation.search import index, jobs as indexing, sources
from foundation.settings import current
from moderation import commands as moderation
from operations.demo import people, queue, shop, stage
from operations.demo.people import Person
from operations.demo.stage import Cast, Event

SPACES = (
    ("cafe", "Café", "Grains, sachets, mélanges et préparation. · Beans, bags, blends and brewing.", Audience.PUBLIC, Mode.POST),
    ("boutique", "Boutique", "Boutiques, site et livraison. · Shops, site and delivery.", Audience.PUBLIC, Mode.PRE),
    ("atelier", "Atelier", "Le cercle qui goûte avant tout le monde. · The circle that tastes first.", Audience.CIRCLE, Mode.POST),
)  # fmt: skip
SIGN_INS = "demo-sign-ins.txt"
LONGEST = timedelta(days=150)


class NotForDemo(Exception):
    """The demo would mix with something real."""


def load(data: Path) -> Cast:
    """Fill an empty database with the demo; what a start cut short left behind is cleared first."""
    note = data / SIGN_INS
    if current().env == "production":
        raise NotForDemo("the demo is not loaded into a site in production")
    if db.session.scalar(select(Member.id).limit(1)) is not None:
        if note.exists() or not _is_ours():
            raise NotForDemo("there are members here already; bin/ensemble demo reset replaces a loaded demo")
        clear()
    cast = play(now())
    data.mkdir(parents=True, exist_ok=True)
    note.write_text(sign_ins(), encoding="utf-8")
    return cast


def reset(data: Path) -> Cast:
    """Load the demo anew; only a database that holds nothing but the demo is cleared."""
    if current().env == "production" or not _is_ours():
        raise NotForDemo("this is not a demo; nothing was touched")
    clear()
    (data / SIGN_INS).unlink(missing_ok=True)
    return load(data)


def _is_ours() -> bool:
    """Whether the site was begun by the demo: its admin is Odile."""
    odile = next(one for one in people.PEOPLE if one.role is Role.ADMIN)
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


def play(end: datetime) -> Cast:
    """Every event in its order, a day at a time: the deeds of a day are one commit, and their work follows at once."""
    cast, hashed = Cast(), passwords.hashed(people.PASSWORD)
    with _quickly(), speaking("fr"):
        with clock.frozen(end - LONGEST):
            _begin(cast, hashed, end)
        for day in _days(sorted(stage.events(cast, end), key=lambda one: one[0])):
            for moment, deed in day:
                with clock.frozen(moment):
                    deed()
            with clock.frozen(day[-1][0]):
                _finish()
        # At the beginning the later purchases still lay ahead, and the import refused them.
        running.run("purchases", shop.purchases_csv(end), after_batch=db.session.commit)
    index().rebuild(sources.everything())
    db.session.remove()
    return cast


def _finish() -> None:
    """Commit and do the work that follows; the search index is made once, in the end."""
    db.session.commit()
    db.session.execute(delete(OutboxJob).where(OutboxJob.kind == indexing.KIND))
    run_due(100_000, batch=50)


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


def _days(events: list[Event]) -> Iterator[list[Event]]:
    day: list[Event] = []
    for one in events:
        if day and one[0].date() != day[0][0].date():
            yield day
            day = []
        day.append(one)
    if day:
        yield day


def _begin(cast: Cast, hashed: str, end: datetime) -> None:
    """The customers, the people and the spaces, before anybody says anything."""
    everybody = [*people.PEOPLE, *people.crowd()]
    buyers = [one for one in everybody if one.customer]
    running.run("customers", shop.customers_csv(buyers), after_batch=db.session.commit)
    running.run("purchases", shop.purchases_csv(end), after_batch=db.session.commit)
    for one in everybody:
        cast.members[one.key] = _join(one, hashed if one in people.PEOPLE else None).id
    cast.voters = [cast.members[one.key] for one in everybody if not one.role.is_staff]
    for place, (slug, name, purpose, audience, mode) in enumerate(SPACES):
        given = {
            "slug": slug,
            "name": name,
            "purpose": purpose,
            "audience": audience.value,
            "moderation": mode.value,
        }
        cast.spaces[slug] = save_space(Space(), cast.member("noor"), **given, position=place).id
    atelier = db.session.get_one(Space, cast.spaces["atelier"])
    for key in stage.CIRCLE:
        add_to_circle(atelier, cast.member(key).email or "", cast.member("noor"))
    for language, term, why in queue.WORDS:
        moderation.add_word(language, term, why, cast.member("helene"))
    _finish()


def _join(one: Person, hashed: str | None) -> Member:
    member = accounts.create(one.name, one.email, password_hash=hashed, language=one.language, role=one.role)
    member.bio, member.timezone = one.bio, "Europe/Paris"
    accounts.verify(member)
    if not one.role.is_staff:
        luck = random.Random(one.key)
        if luck.random() < 0.7 or one in people.PEOPLE:
            customers.give_consent(member, Purpose.RECORD)
        if luck.random() < 0.08 or one in people.PEOPLE:
            customers.give_consent(member, Purpose.LOOP)
    return member


def sign_ins() -> str:
    """The accounts somebody who tries the demo may use."""
    shown = {one.role: one for one in reversed(people.PEOPLE)}
    width = max(len(one.email) for one in shown.values())
    lines = [
        f"{one.email:<{width}}  {one.name}, {role.value.replace('_', ' ')}"
        for role, one in ((r, shown[r]) for r in Role if r in shown)
    ]
    return "\n".join(
        [
            "Sign in with one click on the sign-in page, or with the password",
            f"“{people.PASSWORD}” as",
            *lines,
            "",
        ]
    )
