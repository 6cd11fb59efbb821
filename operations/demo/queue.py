"""The deeds of moderation: what is held, what is reported and by whom, what was decided, what comes a second time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from community.contributions.models import Contribution
from community.pictures.queries import pictures_of
from foundation.database import db
from foundation.settings import current
from ideas.commands import edit_idea
from moderation.appeals import commands as appeals
from moderation.appeals.models import Outcome
from moderation.appeals.queries import standing
from moderation.illegal.addresses import places
from moderation.illegal.commands import Said, take, trust
from moderation.illegal.models import IllegalItem
from moderation.illegal.objecting import object_to
from moderation.illegal.queries import is_flagger
from moderation.pictures.commands import ban
from moderation.queries import open_case
from moderation.reasons import Reason, Verdict
from moderation.reports import report
from moderation.statements import queries as statements
from operations.demo import script, stage
from operations.demo.stage import Cast, Event


def events(cast: Cast, case: script.Case, end: datetime) -> Iterator[Event]:
    """All that happens round one case."""
    begin = stage.hour(end, case.days_ago, case.kind)
    written: list[int] = []
    for given in case.earlier:
        who, words = given.get("by", case.by), given.get("text", case.text)
        yield begin - timedelta(minutes=given["before"]), partial(stage.say, cast, given["on"], who, words)
    yield begin, partial(_write, cast, case, written)
    for given in case.reports:
        hours = given.get("hours_ago")
        at = end - timedelta(hours=hours) if hours else begin + timedelta(hours=given["after"])
        yield at, partial(_report, cast, written, given)
    for given in case.decided:
        yield begin + timedelta(hours=given["after"]), partial(_decide, cast, written, given)
    for given in case.noticed:
        yield end - timedelta(hours=given["hours_ago"]), partial(_notice, written, given)
        if "objected" in given:
            said = given["objected"]
            yield end - timedelta(hours=said["hours_ago"]), partial(_object, written, said["text"])
    if case.appeal:
        yield from _appeals(cast, case, written, begin, end)
    if case.banned:
        yield begin + timedelta(hours=case.banned["after"]), partial(_ban, cast, written, case.banned)
    if case.revised:
        yield begin + timedelta(hours=case.revised["after"]), partial(_revise, cast, case)
    if case.votes:
        story = script.Story(case.kind, case.by, case.space, case.days_ago, case.title, case.text, case.votes)
        yield from stage.votes(cast, story, begin + timedelta(days=1), end, end)


def _write(cast: Cast, case: script.Case, written: list[int]) -> None:
    """What will be reported must be public first; the rest waits, if something holds it."""
    with _drawing(case.drawn):
        if case.on:
            written.append(stage.say(cast, case.on, case.by, case.text, waits=True).id)
        else:
            stage.propose(cast, case.kind, case.by, case.space, case.title, case.text, pictures=case.pictures)
            written.append(cast.ideas[case.kind])
    held = not db.session.get_one(Contribution, written[0]).is_public
    if held and (case.reports or case.noticed):
        stage.let_through(cast, written[0])


@contextmanager
def _drawing(drawn: bool) -> Iterator[None]:
    """Let the lot of the audit fall on what is written meanwhile."""
    settings = current()
    share = settings.audit_share
    settings.audit_share = 1.0 if drawn else share
    try:
        yield
    finally:
        settings.audit_share = share


def _report(cast: Cast, written: list[int], given: dict[str, Any]) -> None:
    about = db.session.get_one(Contribution, written[0])
    report(about, cast.member(given["by"]), Reason(given["reason"]), given["text"])


def _decide(cast: Cast, written: list[int], given: dict[str, Any]) -> None:
    verdict, reason = Verdict(given["verdict"]), Reason(given["reason"])
    stage.decide(cast, written[0], given["by"], verdict, reason, given["text"])


def _notice(written: list[int], given: dict[str, Any]) -> None:
    """Somebody without an account says that it is against the law; a flagger has confirmed it from their mail."""
    found, _wrong = places(f"/contributions/{written[0]}")
    of_it = {name: given[name] for name in ("text", "name", "email", "language")}
    notice = take(Said(Reason(given["reason"]), **of_it), found, None)
    if notice is not None and is_flagger(notice.email):
        trust(notice)


def _object(written: list[int], words: str) -> None:
    """Who sent the notice disagrees with what became of it."""
    told = select(IllegalItem).where(
        IllegalItem.contribution_id == written[0], IllegalItem.told_at.is_not(None)
    )
    object_to(db.session.scalars(told).one(), words)


def _appeals(
    cast: Cast, case: script.Case, written: list[int], begin: datetime, end: datetime
) -> Iterator[Event]:
    """The author of something disagrees, and perhaps has an answer by now."""
    given = case.appeal
    hours = given.get("hours_ago")
    at = end - timedelta(hours=hours) if hours else begin + timedelta(hours=given["after"])
    yield at, partial(_appeal, cast, case.by, written, given["text"])
    if "answered" in given:
        answer = given["answered"]
        yield begin + timedelta(hours=answer["after"]), partial(_answer_appeal, cast, written, answer)


def _appeal(cast: Cast, who: str, written: list[int], words: str) -> None:
    stated = statements.about(written[0])
    assert stated is not None
    appeals.appeal(stated, cast.member(who), words)


def _answer_appeal(cast: Cast, written: list[int], given: dict[str, Any]) -> None:
    stated = statements.about(written[0])
    waits = standing(stated.id) if stated else None
    assert waits is not None
    appeals.decide(waits, cast.member(given["by"]), Outcome(given["outcome"]), None, given["text"])


def _ban(cast: Cast, written: list[int], given: dict[str, Any]) -> None:
    case, by, reason = open_case(written[0]), cast.member(given["by"]), Reason(given["reason"])
    shown = pictures_of(written[0])[0]
    ban(shown, by, reason, given["note"], days=365, case_id=case.id if case else None)


def _revise(cast: Cast, case: script.Case) -> None:
    idea = cast.idea(case.kind)
    edit_idea(idea, cast.member(case.by), case.revised["title"], case.revised["text"], expected=idea.revision)
