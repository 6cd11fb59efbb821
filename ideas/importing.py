"""Bring a consultation held elsewhere into a space: in bulk, once, without telling anybody."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, case, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from accounts.models import Member, Role
from community.contributions.models import Contribution, State, heat
from community.contributions.screening import screen
from community.spaces.models import Space
from community.votes.models import Origin, Vote
from foundation import search
from foundation.database import db
from foundation.html import SANITISER_VERSION, plain, render_markdown, shorten
from ideas import polis
from ideas.filters import ITEMS
from ideas.models import IDEAS, Idea, IdeaStatus
from ideas.words import language_of

BATCH = 1000
T = TypeVar("T")
Votes = dict[tuple[int, int], tuple[int, int]]


@dataclass
class Report:
    """What was carried and what was not."""

    conversation: str
    found: int = 0
    states: Counter[str] = field(default_factory=Counter)
    new_ideas: int = 0
    new_members: int = 0
    new_votes: int = 0
    votes: int = 0
    skipped: polis.Skipped = field(default_factory=polis.Skipped)
    differing: list[str] = field(default_factory=list)


def import_polis(folder: Path, space: Space, tick: Callable[[int], object] = lambda _bytes: None) -> Report:
    """Carry statements, their authors and every last vote; what is here already stays as it is."""
    report = Report(polis.name_of(folder))
    statements = list(polis.statements(folder, report.skipped))
    votes = polis.last_votes(folder, {one.id for one in statements}, report.skipped, tick)
    report.found, report.votes = len(statements), len(votes)
    report.states.update(one.state.value for one in statements)
    members = _members(statements, votes, report)
    ideas, new = _ideas(statements, members, space, report)
    _votes(votes, ideas, members, report)
    if report.new_votes:
        _count(sorted(ideas.values()))
    _bring_to_moderators(new)
    for some in _batches(new, BATCH):
        search.touch(*some)
    report.differing = list(_differences(statements, votes))
    return report


def _members(statements: Sequence[polis.Statement], votes: Votes, report: Report) -> dict[int, int]:
    """Ids of the members who stand for the people of the conversation; the missing ones are made."""
    first: dict[int, Any] = {}
    seen = [(one.author, one.at) for one in statements]
    seen += [(voter, polis.moment(at)) for (_statement, voter), (at, _direction) in votes.items()]
    for person, at in seen:
        first[person] = min(first.get(person, at), at)
    rows = [
        {
            "name": f"Participant {person}",
            "name_skeleton": f"polis:{report.conversation}:{person}",
            "imported_from": f"polis:{report.conversation}:{person}",
            "role": Role.MEMBER.value,
            "language": "en",
            "timezone": "UTC",
            "bio": "",
            "created_at": at,
        }
        for person, at in sorted(first.items())
    ]
    known, report.new_members = _kept(Member.__table__, rows)
    return {person: known[f"polis:{report.conversation}:{person}"] for person in first}


def _ideas(
    statements: Sequence[polis.Statement], members: dict[int, int], space: Space, report: Report
) -> tuple[dict[int, int], list[int]]:
    """Ids of the ideas by statement, and which are new."""
    rows = [_row(one, members[one.author], space, report.conversation) for one in statements]
    known, report.new_ideas = _kept(ITEMS, rows)
    ids = {one.id: known[f"polis:{report.conversation}:{one.id}"] for one in statements}
    there = set(db.session.scalars(select(IDEAS.c.id).where(IDEAS.c.id.in_(ids.values()))))
    new = sorted(set(ids.values()) - there)
    if new:
        zeros = {"merged_count": 0, "votes_brought": 0, "answer_count": 0}
        db.session.execute(insert(IDEAS), [{"id": one} | zeros for one in new])
    return ids, new


def _row(one: polis.Statement, author_id: int, space: Space, conversation: str) -> dict[str, Any]:
    words = plain(one.body)
    return {
        "kind": "idea",
        "space_id": space.id,
        "author_id": author_id,
        "title": shorten(words, 120),
        "source": one.body,
        "html": render_markdown(one.body).html,
        "excerpt": shorten(words, 300),
        "sanitiser_version": str(SANITISER_VERSION),
        "language": language_of(one.body),
        "state": one.state.value,
        "stage": IdeaStatus.NEW.value,
        "vote_count": 0,
        "against_count": 0,
        "pass_count": 0,
        "comment_count": 0,
        "exposure_count": 0,
        "hot": heat(0, one.at),
        "created_at": one.at,
        "published_at": one.at,
        "revision": 1,
        "imported_from": f"polis:{conversation}:{one.id}",
    }


def _votes(votes: Votes, ideas: dict[int, int], members: dict[int, int], report: Report) -> None:
    rows = (
        {
            "contribution_id": ideas[statement],
            "member_id": members[voter],
            "direction": direction,
            "origin": Origin.IMPORTED.value,
            "created_at": polis.moment(at),
        }
        for (statement, voter), (at, direction) in votes.items()
    )
    before = _votes_on(ideas.values())
    for some in _batches(rows, BATCH):
        db.session.execute(_new(Vote.__table__), some)
    report.new_votes = _votes_on(ideas.values()) - before


def _votes_on(ids: Iterable[int]) -> int:
    asked = select(func.count()).select_from(Vote).where(Vote.contribution_id.in_(list(ids)))
    return db.session.scalar(asked) or 0


def _bring_to_moderators(new: Sequence[int]) -> None:
    """What is held waits in the queue of this house too, so the screen looks at it as at anything written here."""
    for some in _batches(new, BATCH):
        held = select(Idea).where(Idea.id.in_(some), Idea.state == State.HELD.value).order_by(Idea.id)
        for idea in db.session.scalars(held):
            screen(idea)


def _count(ids: Sequence[int]) -> None:
    """Recount these ideas; their rows are locked first, so that a vote cast meanwhile is added and not lost."""
    db.session.execute(select(ITEMS.c.id).where(ITEMS.c.id.in_(ids)).order_by(ITEMS.c.id).with_for_update())
    asked = select(
        Vote.contribution_id, *(func.sum(case((Vote.direction == way, 1), else_=0)) for way in (1, -1, 0))
    ).where(Vote.contribution_id.in_(ids))
    published = dict(
        db.session.execute(select(ITEMS.c.id, ITEMS.c.published_at).where(ITEMS.c.id.in_(ids))).all()
    )
    counts = [
        {
            "id": one,
            "vote_count": agree,
            "against_count": against,
            "pass_count": passed,
            "hot": heat(agree, published[one]),
        }
        for one, agree, against, passed in db.session.execute(asked.group_by(Vote.contribution_id))
    ]
    db.session.execute(update(Contribution), counts)


def _kept(table: Any, rows: Sequence[dict[str, Any]]) -> tuple[dict[str, int], int]:
    """Insert rows that are new by `imported_from`; answer all their ids by it, and how many were new."""
    wanted = [row["imported_from"] for row in rows]
    before = _known(table, wanted)
    for some in _batches((row for row in rows if row["imported_from"] not in before), BATCH):
        db.session.execute(_new(table), some)
    known = _known(table, wanted)
    return known, len(known) - len(before)


def _known(table: Table, wanted: Sequence[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for some in _batches(wanted, BATCH):
        asked = select(table.c.imported_from, table.c.id).where(table.c.imported_from.in_(some))
        known.update(db.session.execute(asked).all())
    return known


def _new(table: Any) -> Any:
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def _differences(statements: Iterable[polis.Statement], votes: Votes) -> Iterator[str]:
    """Where counting the last votes gives other numbers than the file's own."""
    counted = Counter((statement, direction) for (statement, _voter), (_at, direction) in votes.items())
    for one in statements:
        agrees, disagrees = counted[one.id, 1], counted[one.id, -1]
        if (agrees, disagrees) != (one.agrees, one.disagrees):
            yield f"statement {one.id}: {agrees} for, {disagrees} against; the file says {one.agrees} and {one.disagrees}"
