"""The deeds of the demo, each with its moment: ideas, comments, votes, answers, merges, what moderators decide."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from accounts.models import Member
from community.comments.commands import comment
from community.comments.models import Comment
from community.spaces.models import Space
from community.votes.commands import cast_vote
from community.votes.models import Origin
from feedback.commands import Words, answer_idea
from foundation.clock import now
from foundation.database import db
from foundation.language import speaking
from ideas.commands import submit_idea
from ideas.merging import merge_into
from ideas.models import Idea
from moderation import commands as moderation
from moderation.queries import case_for, open_case
from moderation.reasons import Reason, Verdict
from operations.demo import coffee, counter, queue
from operations.demo.script import Story, Told

STORIES = (*coffee.COFFEE, *counter.COUNTER, *counter.WORKSHOP)
CIRCLE = ("karim", "agnes", "rosalind", "theo", "ines", "salome", "noor", "bastien")


@dataclass
class Cast:
    """Who and what is on stage, by key."""

    members: dict[str, int] = field(default_factory=dict)
    voters: list[int] = field(default_factory=list)
    spaces: dict[str, int] = field(default_factory=dict)
    ideas: dict[str, int] = field(default_factory=dict)
    said: dict[str, list[int]] = field(default_factory=dict)

    def member(self, key: str) -> Member:
        """Somebody."""
        return db.session.get_one(Member, self.members[key])

    def idea(self, key: str) -> Idea:
        """An idea."""
        return db.session.get_one(Idea, self.ideas[key])


Event = tuple[datetime, Callable[[], object]]


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """All that happens until a moment, in the order of the stories."""
    for story in STORIES:
        yield from _story(cast, story, end)
    for held in queue.HELD:
        yield from _held(cast, held, end)
    yield from _reported(cast, end)


def _day(end: datetime, days_ago: float, key: str) -> datetime:
    """So many days ago, at an hour of the day at which people write; what is nearly now stays where it is."""
    moment = end - timedelta(days=days_ago)
    if days_ago < 2:
        return moment
    luck = random.Random(f"{key}{days_ago}")
    return moment.replace(hour=luck.randrange(6, 20), minute=luck.randrange(60), second=luck.randrange(60))


def _story(cast: Cast, story: Story, end: datetime) -> Iterator[Event]:
    begin = _day(end, story.days_ago, story.key)
    yield begin, partial(_propose, cast, story)
    for number, said in enumerate(story.said):
        yield (
            begin + timedelta(days=said.days, minutes=number),
            partial(_say, cast, story, said.who, said.text, said.under),
        )
    yield from _votes(cast, story, begin, end)
    for told in story.told:
        yield _day(end, told.days_ago, story.key), partial(_answer, cast, story, told)
    if story.merged_into:
        yield (
            begin + timedelta(days=2),
            partial(_merge, cast, story),
        )


def _votes(cast: Cast, story: Story, begin: datetime, end: datetime) -> Iterator[Event]:
    """Many early, then fewer; none after the outcome. One of fifty is written down at the counter."""
    luck = random.Random(story.key)
    closed = [told.days_ago for told in story.told if not told.verdict.is_open]
    last = (
        begin + timedelta(days=1.9) if story.merged_into else end - timedelta(days=min(closed, default=0.02))
    )
    pool = [cast.members[key] for key in CIRCLE] if story.space == "atelier" else cast.voters
    for voter in luck.sample(pool, min(story.votes, len(pool))):
        at = begin + (last - begin) * luck.betavariate(1.1, 2.6) + timedelta(minutes=10)
        if at < last:
            behalf = luck.random() < 0.02
            yield at, partial(_vote, cast, story, voter, behalf=behalf)


def _propose(cast: Cast, story: Story) -> None:
    author = cast.member(story.who)
    space = db.session.get_one(Space, cast.spaces[story.space])
    idea = submit_idea(author, space, story.title, story.text, tags=list(story.tags), language=story.language)
    cast.ideas[story.key] = idea.id
    cast.said[story.key] = []
    _let_through(cast, idea.id)


def _let_through(cast: Cast, contribution_id: int) -> None:
    if open_case(contribution_id) is not None:
        _decide(cast, contribution_id, "helene", Verdict.APPROVE, None, "")


def _decide(
    cast: Cast, contribution_id: int, who: str, verdict: Verdict, reason: Reason | None, words: str
) -> None:
    moderator, waiting = cast.member(who), open_case(contribution_id)
    assert waiting is not None
    loaded = case_for(waiting.id, moderator).execution_options(populate_existing=True)
    case = db.session.scalars(loaded).one()
    moderation.decide(case, moderator, verdict, reason, words, expected_version=case.version)


def _say(cast: Cast, story: Story, who: str, words: str, under: int | None) -> Comment:
    idea, before = cast.idea(story.key), cast.said[story.key]
    parent = None if under is None else db.session.get_one(Comment, before[under])
    written = comment(idea, cast.member(who), words, parent=parent)
    before.append(written.id)
    _let_through(cast, written.id)
    return written


def _vote(cast: Cast, story: Story, voter: int, *, behalf: bool) -> None:
    idea = cast.idea(story.key)
    if voter == idea.author_id or not idea.takes_votes:
        return
    origin = Origin.ON_BEHALF if behalf else Origin.DIRECT
    by = cast.member("noor") if behalf else None
    cast_vote(idea, db.session.get_one(Member, voter), origin=origin, cast_by=by)


def _merge(cast: Cast, story: Story) -> None:
    merge_into(cast.idea(story.key), cast.idea(story.merged_into), cast.member("noor"))


def _answer(cast: Cast, story: Story, told: Told) -> None:
    by = cast.member(told.by)
    again = (now() + told.again_in).date() if told.again_in else None
    words = Words(told.text, told.why.value if told.why else None, again, told.again_when)
    with speaking(by.language):
        answer_idea(cast.idea(story.key), by, told.verdict, words)


def _held(cast: Cast, held: queue.Held, end: datetime) -> Iterator[Event]:
    begin = _day(end, held.days_ago, held.title)
    ids: list[int] = []

    def write() -> None:
        space = db.session.get_one(Space, cast.spaces[held.space])
        ids.append(
            submit_idea(cast.member(held.who), space, held.title, held.text, language=held.language).id
        )

    def decide() -> None:
        assert held.decided is not None
        _decide(cast, ids[0], *held.decided)

    yield begin, write
    if held.decided:
        yield begin + timedelta(hours=5), decide


def _reported(cast: Cast, end: datetime) -> Iterator[Event]:
    key, who, words, _language, days, reports = queue.REPORTED
    begin = _day(end, days, who)
    story = next(one for one in STORIES if one.key == key)
    written: list[int] = []
    yield begin, lambda: written.append(_say(cast, story, who, words, None).id)
    for number, (by, reason, why) in enumerate(reports, 1):
        yield (
            end - timedelta(hours=8 - number),
            partial(_report, cast, written, by, reason, why),
        )


def _report(cast: Cast, written: list[int], by: str, reason: Reason, why: str) -> None:
    moderation.report(db.session.get_one(Comment, written[0]), cast.member(by), reason, why)
