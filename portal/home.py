"""What the home page shows: the public part kept for a minute, the member's own part fresh."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app, url_for
from sqlalchemy import Row

from accounts.models import Member
from foundation.clock import now
from foundation.language import _
from ideas.models import slug_of
from ideas.owing import ANSWER_DUE
from portal import queries
from portal.promise import Kept, kept
from portal.wall import MOST, Bundle, height, wall

MOST_DRAWN = 165
KEPT = timedelta(minutes=1)
COUNTED = 500
RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Arrival:
    """Something that exists because somebody asked."""

    id: int
    title: str
    language: str
    text: str
    author: str | None
    author_id: int | None
    portrait: int
    others: int
    days: int
    bundles: list[Bundle]
    wall_height: int


@dataclass(frozen=True)
class Public:
    """What is the same for everybody."""

    votes: int
    shipped_votes: int
    each: int
    bundles: list[Bundle]
    wall_height: int
    arrivals: list[Arrival]
    promise: Kept | None
    shipped: int


def home_page(member: Member | None) -> dict[str, Any]:
    """Everything the page needs."""
    public = current_app.extensions.get("portal.home")
    if public is None or public[0] < now():
        public = current_app.extensions["portal.home"] = (now() + KEPT, _public())
    moved = queries.moved_for(member, now() - RECENT, 4) if member else ()
    return {"shown": public[1], "views": _views(member), "moved": moved, "idea_url": idea_url}


def idea_url(idea_id: int, title: str) -> str:
    """The address of an idea known by id and title."""
    return url_for("ideas.idea", idea_id=idea_id, slug=slug_of(title))


def _public() -> Public:
    due = now() - ANSWER_DUE
    sums = queries.sums()
    each = max(1, -(-int(sums.votes) // (MOST * 5)))
    bundles = wall(int(sums.votes) // each, int(sums.shipped_votes) // each)
    return Public(
        votes=int(sums.votes),
        shipped_votes=int(sums.shipped_votes),
        each=each,
        bundles=bundles,
        wall_height=height(bundles),
        arrivals=[_arrival(row) for row in queries.shipped_last(3)],
        promise=kept(queries.first_answers(due, COUNTED), ANSWER_DUE),
        shipped=sums.shipped,
    )


def _arrival(row: Row[Any]) -> Arrival:
    took = (row.shipped_at - row.published_at).days if row.shipped_at else 0
    votes = min(row.vote_count, MOST_DRAWN)
    bundles = wall(votes, votes)
    return Arrival(
        id=row.id,
        title=row.title,
        language=row.language,
        text=row.said or "",
        author=row.author,
        author_id=row.author_id,
        portrait=row.portrait or 0,
        others=row.vote_count,
        days=took,
        bundles=bundles,
        wall_height=height(bundles),
    )


def _views(member: Member | None) -> list[tuple[Row[Any], str]]:
    """Three ideas, each for a reason of its own: rising, hardly voted on, much discussed."""
    rows = list(queries.unjudged(member, 30))
    chosen: list[tuple[Row[Any], str]] = []
    for reason, rank in (
        (_("Rising now."), lambda row: 0),
        (_("Few people have voted on it yet."), lambda row: row.vote_count),
        (_("People talk about it; your view would help."), lambda row: -row.comment_count),
    ):
        if rows:
            best = min(rows, key=rank)
            rows.remove(best)
            chosen.append((best, reason))
    return chosen
