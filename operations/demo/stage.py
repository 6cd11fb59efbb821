"""The deeds of the stories, each with its moment: ideas, comments, votes, answers, merges."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from accounts.models import Member
from community.comments.commands import comment
from community.comments.models import Comment
from community.contributions.models import Contribution, heat
from community.pictures.commands import Choice, keep, store
from community.spaces.models import Space
from community.votes.models import Origin, Vote
from feedback.commands import Words, answer_idea
from foundation import clock
from foundation.clock import now
from foundation.database import db
from foundation.language import speaking
from ideas.commands import submit_idea
from ideas.merging import merge_into
from ideas.models import Idea, IdeaStatus
from moderation import deciding
from moderation.queries import case_for, open_case
from moderation.reasons import Reason, Verdict
from operations.demo import people
from operations.demo.pictures import picture
from operations.demo.script import Story, Told, dated

CIRCLE = ("karim", "agnes", "rosalind", "theo", "ines", "hugo", "florent", "nadia", "salome", "noor")
MERGED_AFTER = timedelta(days=2)


class Ballot(NamedTuple):
    """A vote that is cast and not yet counted."""

    at: datetime
    by: str
    behalf: bool


@dataclass
class Cast:
    """Who and what is on stage, by key."""

    members: dict[str, int] = field(default_factory=dict)
    spaces: dict[str, int] = field(default_factory=dict)
    ideas: dict[str, int] = field(default_factory=dict)
    said: dict[str, list[int]] = field(default_factory=dict)
    ballots: dict[str, list[Ballot]] = field(default_factory=dict)
    end: datetime = field(default_factory=now)

    def member(self, key: str) -> Member:
        """Somebody."""
        return db.session.get_one(Member, self.members[key])

    def idea(self, key: str) -> Idea:
        """An idea."""
        return db.session.get_one(Idea, self.ideas[key])


Event = tuple[datetime, Callable[[], object]]


def hour(end: datetime, days_ago: float, key: str) -> datetime:
    """So many days ago, at an hour of the day at which people write; what is nearly now stays where it is."""
    moment = end - timedelta(days=days_ago)
    if days_ago < 2:
        return moment
    luck = random.Random(f"{key}{days_ago}")
    return moment.replace(hour=luck.randrange(6, 20), minute=luck.randrange(60), second=luck.randrange(60))


def events(cast: Cast, story: Story, end: datetime) -> Iterator[Event]:
    """All that comes of one idea."""
    begin = hour(end, story.days_ago, story.key)
    yield begin, partial(_propose, cast, story)
    for number, said in enumerate(story.said):
        at = begin + timedelta(days=said.after, minutes=number)
        yield at, partial(say, cast, story.key, said.by, said.text, said.under)
    closed = [told.days_ago for told in story.told if not IdeaStatus(told.status).is_open]
    last = begin + MERGED_AFTER if story.merged_into else end - timedelta(days=min(closed, default=0.02))
    yield from votes(cast, story, begin, last - timedelta(hours=2), end)
    for told in story.told:
        yield hour(end, told.days_ago, story.key), partial(_answer, cast, story, told)
    if story.merged_into:
        yield begin + MERGED_AFTER, partial(_merge, cast, story)


def votes(cast: Cast, story: Story, begin: datetime, last: datetime, end: datetime) -> Iterator[Event]:
    """Many early, then fewer; only of those who were here, and mostly of those who vote often.

    One of fifty is written down at the counter.
    """
    luck = random.Random(story.key)
    pool = [one for one in people.everybody() if not (one.role.is_staff or one.gone or one.key == story.by)]
    if story.space == "atelier":
        pool = [one for one in pool if one.key in CIRCLE]
    pool.sort(key=lambda one: luck.random() ** (1 / _zeal(one.key)), reverse=True)
    left = story.votes
    for one in pool:
        here = max(begin, end - timedelta(days=one.joined) + timedelta(hours=1))
        gone = min(last, end - timedelta(days=one.leaves)) if one.leaves else last
        at = here + (gone - here) * luck.betavariate(1.1, 2.6)
        if left and begin < at < gone:
            left -= 1
            yield at, partial(_vote, cast, story.key, one.key, behalf=luck.random() < 0.02)


def _zeal(key: str) -> float:
    """How much more readily than others somebody votes: a few very, most now and then."""
    return min(6.0, random.Random(f"zeal of {key}").paretovariate(1.2))


def _propose(cast: Cast, story: Story) -> None:
    shown = (list(story.tags), story.pictures)
    propose(cast, story.key, story.by, story.space, story.title, story.text, *shown)
    let_through(cast, cast.ideas[story.key])


def propose(
    cast: Cast,
    key: str,
    by: str,
    space: str,
    title: str,
    text: str,
    tags: list[str] | None = None,
    pictures: Sequence[dict[str, str]] = (),
) -> None:
    """Write an idea, in the language of its author."""
    author = cast.member(by)
    place = db.session.get_one(Space, cast.spaces[space])
    drawn = ((picture(one["drawn"]), one["alt"]) for one in pictures)
    choice = Choice({keep(author, made, store(made)).key: alt for made, alt in drawn})
    words = (title, text.strip())
    idea = submit_idea(author, place, *words, tags=tags or [], language=author.language, pictures=choice)
    cast.ideas[key] = idea.id
    cast.said[key] = []


def let_through(cast: Cast, contribution_id: int) -> None:
    """Publish what a space or a word holds until somebody has read it; Noor reads what is said in the circle too."""
    waiting = open_case(contribution_id)
    if waiting is not None:
        place = db.session.get_one(Contribution, contribution_id).space_id
        reader = "noor" if place == cast.spaces["atelier"] else "helene"
        with clock.frozen(_read_at(cast, contribution_id)):
            decide(cast, contribution_id, reader, Verdict.APPROVE, None, "")


def _read_at(cast: Cast, contribution_id: int) -> datetime:
    """When somebody comes to read a text: mostly within the hour, and never after the end."""
    minutes = random.Random(contribution_id).lognormvariate(3.2, 0.8)
    return min(now() + timedelta(minutes=min(minutes, 110)), cast.end)


def decide(
    cast: Cast, contribution_id: int, who: str, verdict: Verdict, reason: Reason | None, words: str
) -> None:
    """Decide on what waits."""
    moderator, waiting = cast.member(who), open_case(contribution_id)
    assert waiting is not None
    loaded = case_for(waiting.id, moderator).execution_options(populate_existing=True)
    case = db.session.scalars(loaded).one()
    deciding.decide(case, moderator, verdict, reason, words, expected_version=case.version)


def say(
    cast: Cast, key: str, who: str, words: str, under: int | None = None, *, waits: bool = False
) -> Comment:
    """Comment on an idea; unless it is to wait, it is let through."""
    idea, before = cast.idea(key), cast.said[key]
    parent = None if under is None else db.session.get_one(Comment, before[under])
    written = comment(idea, cast.member(who), words, parent=parent)
    if not waits:
        before.append(written.id)
        let_through(cast, written.id)
    return written


def _vote(cast: Cast, key: str, voter: str, *, behalf: bool) -> None:
    cast.ballots.setdefault(key, []).append(Ballot(now(), voter, behalf))


def count(cast: Cast, key: str) -> None:
    """Write down at once what was cast for an idea since the last time, as `cast_vote` does one by one."""
    idea, ballots = cast.idea(key), cast.ballots.pop(key, [])
    here = set(db.session.scalars(select(Vote.member_id).where(Vote.contribution_id == idea.id)))
    rows = [_row(cast, idea, one) for one in ballots if cast.members[one.by] not in here]
    if rows and idea.takes_votes and idea.published_at is not None:
        db.session.execute(insert(Vote), rows)
        idea.vote_count += len(rows)
        idea.hot = heat(idea.vote_count, idea.published_at)
        db.session.flush()


def count_all(cast: Cast) -> None:
    """Count for every idea."""
    for key in list(cast.ballots):
        count(cast, key)


def _row(cast: Cast, idea: Idea, one: Ballot) -> dict[str, Any]:
    origin = Origin.ON_BEHALF if one.behalf else Origin.DIRECT
    return {
        "contribution_id": idea.id, "member_id": cast.members[one.by], "direction": 1, "origin": origin.value,
        "cast_by_id": cast.members["noor"] if one.behalf else None, "created_at": one.at,
    }  # fmt: skip


def _merge(cast: Cast, story: Story) -> None:
    count(cast, story.key)
    count(cast, story.merged_into)
    merge_into(cast.idea(story.key), cast.idea(story.merged_into), cast.member("noor"))


def _answer(cast: Cast, story: Story, told: Told) -> None:
    count(cast, story.key)
    by = cast.member(told.by)
    again = (now() + timedelta(days=told.again_in)).date() if told.again_in else None
    words = Words(dated(told.text, now(), by.language), told.why, again, told.again_when)
    with speaking(by.language):
        answer_idea(cast.idea(story.key), by, IdeaStatus(told.status), words)
