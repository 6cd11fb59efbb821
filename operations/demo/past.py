"""What was refused in the months before, made by lot from a few sentences: so much that the model has something to learn."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from community.contributions.models import Contribution
from foundation.database import db
from moderation.learning import commands as learning
from moderation.queries import open_case
from moderation.reasons import Reason, Verdict
from moderation.reports import report
from moderation.sanctions import commands as sanctions
from operations.demo import people, script, stage
from operations.demo.stage import Cast, Event

BEGIN, LATEST = 455, 11
OPEN_TO_ALL = ("cafe", "sachets", "site", "boutique")
ADVERTS = 6
READERS = ("helene", "marc")
LEARNED = 8


@dataclass(frozen=True)
class Refused:
    """A comment that will not stay: whose, on what, and what the team makes of it."""

    by: str
    on: str
    text: str
    verdict: Verdict
    reason: Reason
    told: str


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """Everything refused, who was sent away for it, and the night in which the model learned from it."""
    written, luck = script.read("past.toml"), random.Random(23)
    for days_ago, refused in (*_spoken(written, luck), *_advertised(written, luck)):
        yield from _refusal(cast, refused, end - timedelta(days=days_ago), luck)
    for one in people.passing():
        told = written["spam"]["ended"][one.language]
        ended = end - timedelta(days=one.joined) + timedelta(hours=30)
        yield ended, partial(_send_away, cast, one.key, told)
    yield end - timedelta(days=LEARNED), _learn


def _spoken(written: dict[str, Any], luck: random.Random) -> Iterator[tuple[float, Refused]]:
    """What those who mostly vote wrote once and should not have."""
    here = sorted((one for one in people.everybody() if one.crowd), key=lambda one: -one.joined)
    luck.shuffle(kinds := [kind for kind in written["kind"] for _each in range(kind["share"])])
    step = (BEGIN - LATEST) / len(kinds)
    for number, kind in enumerate(kinds):
        days_ago = BEGIN - (number + luck.random()) * step
        one = luck.choice([one for one in here if one.joined > days_ago + 1] or here[:3])
        here.remove(one)
        days_ago = min(days_ago, one.joined - 1)
        words = _filled(written, kind[one.language], one.language, luck)
        decided = (Verdict(kind["verdict"]), Reason(kind["reason"]), kind["said"][one.language])
        yield days_ago, Refused(one.key, _place(days_ago, luck), words, *decided)


def _advertised(written: dict[str, Any], luck: random.Random) -> Iterator[tuple[float, Refused]]:
    """Those who came to advertise did so within the hour."""
    spam = written["spam"]
    for one in people.passing():
        for number in range(ADVERTS):
            days_ago = one.joined - 0.02 - number * 0.005
            words = _filled(written, spam[one.language], one.language, luck)
            decided = (Verdict.REJECT, Reason.SPAM, spam["said"][one.language])
            yield days_ago, Refused(one.key, _place(days_ago, luck), words, *decided)


def _filled(written: dict[str, Any], sentences: list[str], language: str, luck: random.Random) -> str:
    of_language = written["words"][language]
    words = luck.choice(sentences).format_map({name: luck.choice(of_language[name]) for name in of_language})
    return words[0].upper() + words[1:]


def _place(days_ago: float, luck: random.Random) -> str:
    """An idea that everybody could read by then."""
    return luck.choice([story.key for story in _open() if story.days_ago > days_ago + 2])


@cache
def _open() -> tuple[script.Story, ...]:
    stories = script.stories()
    return tuple(one for one in stories if one.space in OPEN_TO_ALL and not one.merged_into)


def _refusal(cast: Cast, refused: Refused, at: datetime, luck: random.Random) -> Iterator[Event]:
    """It is written, somebody points at it unless it waits already, and a moderator decides."""
    made: list[int] = []
    reporter = luck.choice(("agnes", "karim", "colette", "mireille", "theo", "leila", "gaston"))
    yield at, partial(_write, cast, refused, made)
    yield at + timedelta(minutes=luck.randint(3, 40)), partial(_point_at, cast, refused, made, reporter)
    read = at + timedelta(minutes=luck.randint(45, 170))
    yield read, partial(_decide, cast, refused, made, luck.choice(READERS))


def _write(cast: Cast, refused: Refused, made: list[int]) -> None:
    made.append(stage.say(cast, refused.on, refused.by, refused.text, waits=True).id)


def _point_at(cast: Cast, refused: Refused, made: list[int], by: str) -> None:
    if open_case(made[0]) is None:
        reason = Reason.OTHER if refused.reason is Reason.COMPLAINT else refused.reason
        report(db.session.get_one(Contribution, made[0]), cast.member(by), reason, "")


def _decide(cast: Cast, refused: Refused, made: list[int], by: str) -> None:
    reader = by if by in cast.members else READERS[0]
    stage.decide(cast, made[0], reader, refused.verdict, refused.reason, refused.told)


def _send_away(cast: Cast, key: str, told: str) -> None:
    """Two people agree that an account has no business here."""
    asked = sanctions.ask(cast.member(key), cast.member("helene"), "termination", told)
    sanctions.confirm(asked, cast.member("noor"))


def _learn() -> None:
    db.session.commit()
    learning.learn()
    learning.look_at_bands()
    db.session.commit()
