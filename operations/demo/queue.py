"""The deeds of moderation: what is held, what is reported and by whom, what was decided, what comes a second time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from community.contributions.models import Contribution
from foundation.database import db
from ideas.commands import edit_idea
from moderation import commands as moderation
from moderation.reasons import Reason, Verdict
from operations.demo import script, stage
from operations.demo.stage import Cast, Event


def events(cast: Cast, case: script.Case, end: datetime) -> Iterator[Event]:
    """All that happens round one case."""
    begin = stage.hour(end, case.days_ago, case.kind)
    written: list[int] = []
    yield begin, partial(_write, cast, case, written)
    for given in case.reports:
        hours = given.get("hours_ago")
        at = end - timedelta(hours=hours) if hours else begin + timedelta(hours=given["after"])
        yield at, partial(_report, cast, written, given)
    for given in case.decided:
        yield begin + timedelta(hours=given["after"]), partial(_decide, cast, written, given)
    if case.revised:
        yield begin + timedelta(hours=case.revised["after"]), partial(_revise, cast, case)
    if case.votes:
        story = script.Story(case.kind, case.by, case.space, case.days_ago, case.title, case.text, case.votes)
        yield from stage.votes(cast, story, begin + timedelta(days=1), end, end)


def _write(cast: Cast, case: script.Case, written: list[int]) -> None:
    """What will be reported must be public first; the rest waits, if something holds it."""
    if case.on:
        written.append(stage.say(cast, case.on, case.by, case.text, waits=True).id)
    else:
        stage.propose(cast, case.kind, case.by, case.space, case.title, case.text, pictures=case.pictures)
        written.append(cast.ideas[case.kind])
    if case.reports:
        stage.let_through(cast, written[0])


def _report(cast: Cast, written: list[int], given: dict[str, Any]) -> None:
    about = db.session.get_one(Contribution, written[0])
    moderation.report(about, cast.member(given["by"]), Reason(given["reason"]), given["text"])


def _decide(cast: Cast, written: list[int], given: dict[str, Any]) -> None:
    verdict, reason = Verdict(given["verdict"]), Reason(given["reason"])
    stage.decide(cast, written[0], given["by"], verdict, reason, given["text"])


def _revise(cast: Cast, case: script.Case) -> None:
    idea = cast.idea(case.kind)
    edit_idea(idea, cast.member(case.by), case.revised["title"], case.revised["text"], expected=idea.revision)
