"""The deeds of care: service cases with what was said in them, and the measures that points called for."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from community.contributions.models import Contribution
from foundation.database import db
from foundation.outbox import Job
from moderation.sanctions import commands as sanctions
from moderation.service import commands as service, removing
from moderation.service.commands import ASK, CHECK_AFTER
from moderation.service.listeners import ask_author
from moderation.service.models import ServiceCase
from moderation.service.queries import case_for
from operations.demo import script, stage
from operations.demo.stage import Cast, Event

Given = dict[str, Any]


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """All service cases and measures."""
    written = script.read("caring.toml")
    for given in written["service"]:
        yield from _case(cast, given, end)
    for given in written["measure"]:
        yield stage.hour(end, given["days_ago"], given["on"]), partial(_measure, cast, given)


def _case(cast: Cast, given: Given, end: datetime) -> Iterator[Event]:
    begin = stage.hour(end, given["days_ago"], given["key"])
    made: list[int] = []
    yield begin, partial(_open, cast, given, made)
    for line in given.get("said", ()):
        yield _later(begin, line), partial(_said, cast, made, line)
    if "plan" in given:
        yield _later(begin, given["plan"]), partial(_plan, cast, made, given["plan"])
    if "removal" in given:
        yield _later(begin, given["removal"]), partial(_remove, cast, made, given["removal"])
    if "closing" in given:
        closed = _later(begin, given["closing"])
        yield closed, partial(_close, cast, made, given["closing"])
        yield closed + CHECK_AFTER + timedelta(minutes=1), partial(_asked, made)
        yield closed + CHECK_AFTER + timedelta(hours=5), partial(_settled, made, given["settled"])


def _later(begin: datetime, line: Given) -> datetime:
    return begin + timedelta(hours=line["after"])


def _open(cast: Cast, given: Given, made: list[int]) -> None:
    if "about" not in given:
        member = cast.member(given["by"])
        made.append(service.ask(member, given["subject"], given["text"], urgency=given["urgency"]).id)
        return
    said = stage.say(cast, given["on"], given["by"], given["about"])
    about = db.session.get_one(Contribution, said.id)
    made.append(service.open_for(about, cast.member(given["opened"])).id)


def _found(made: list[int]) -> ServiceCase:
    return db.session.get_one(ServiceCase, made[0])


def _said(cast: Cast, made: list[int], line: Given) -> None:
    case, by = _found(made), cast.member(line["by"])
    if case.owner_id is None and by.id != case.member_id:
        service.take(case, by)
    service.say(case, by, line["text"])


def _plan(cast: Cast, made: list[int], line: Given) -> None:
    service.plan(_found(made), cast.member(line["by"]), line["text"])


def _close(cast: Cast, made: list[int], line: Given) -> None:
    service.close(_found(made), cast.member(line["by"]), line["text"])


def _remove(cast: Cast, made: list[int], line: Given) -> None:
    """Somebody would rather not have it in public; without a second person it stays."""
    by = cast.member(line["by"])
    removing.propose(db.session.scalars(case_for(made[0], by)).one(), by, line["text"])


def _asked(made: list[int]) -> None:
    """The question of a week later, which the demo asks in its time."""
    case = _found(made)
    assert case.closed_at is not None
    told = {"case_id": case.id, "closed": int(case.closed_at.timestamp())}
    ask_author(told, Job(0, ASK, f"demo-ask-{case.id}", 1, last=False))


def _settled(made: list[int], settled: bool) -> None:
    service.settle(_found(made), settled)


def _measure(cast: Cast, given: Given) -> None:
    member, by = cast.member(given["on"]), cast.member(given["by"])
    sanctions.ask(member, by, given["measure"], given["reason"])
