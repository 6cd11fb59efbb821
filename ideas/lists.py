"""Lists of ideas: the cards of the board, the rail beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import ColumnElement, Row, Select, case, false, func, select

from accounts.models import Member
from community.contributions.models import State, Tag, Tagging
from community.spaces.models import Space
from community.spaces.queries import readable
from community.votes.models import Vote
from community.votes.queries import voted_among
from foundation.database import db
from foundation.hints import unindexed
from foundation.web import Page, page_of
from ideas.filters import ITEMS, RANKS, Filters
from ideas.models import IDEAS, OPEN, Answer

PAGE = 20
COUNTED_EVERY = 3.0
KIND = "idea"
STILL_HERE = case((Member.erased_at.is_(None), Member.name))
CARD = (
    ITEMS.c.id,
    ITEMS.c.title,
    ITEMS.c.excerpt,
    ITEMS.c.stage,
    ITEMS.c.state,
    ITEMS.c.language,
    ITEMS.c.vote_count,
    ITEMS.c.comment_count,
    ITEMS.c.author_id,
    ITEMS.c.hot,
    ITEMS.c.published_at,
    STILL_HERE.label("author"),
    IDEAS.c.merged_count,
    IDEAS.c.answer_count,
)


@dataclass(frozen=True)
class Place:
    """A space as the rail shows it."""

    id: int
    slug: str
    name: str
    archived: bool


@dataclass(frozen=True)
class Rail:
    """The spaces one may read, and how many ideas stand where."""

    places: Sequence[Place]
    by_stage: Counter[str] = field(default_factory=Counter)
    by_space: Counter[int] = field(default_factory=Counter)

    @property
    def ids(self) -> list[int]:
        """Ids of all spaces one may read."""
        return [place.id for place in self.places]

    @property
    def open(self) -> int:
        """How many ideas wait for their outcome."""
        return sum(self.by_stage[status] for status in OPEN)

    def named(self, slug: str) -> Place | None:
        """The space with this slug, if one may read it."""
        return next((place for place in self.places if place.slug == slug), None)


def places_for(member: Member | None) -> list[Place]:
    """The spaces whose ideas the member may read."""
    asked = select(Space.id, Space.slug, Space.name, Space.archived_at.is_not(None)).where(readable(member))
    return [Place(*row) for row in db.session.execute(asked.order_by(Space.position, Space.id))]


def rail_for(member: Member | None, slug: str = "") -> Rail:
    """The spaces and the counts of published ideas, all or those of one space."""
    rail = Rail(places_for(member))
    wanted = rail.named(slug)
    for space_id, stage, count in _counts(tuple(rail.ids)):
        if stage in OPEN:
            rail.by_space[space_id] += count
        if wanted is None or wanted.id == space_id:
            rail.by_stage[stage] += count
    return rail


def _counts(space_ids: tuple[int, ...]) -> Sequence[tuple[int, str, int]]:
    """How many ideas stand where; counting reads every one, so a busy site does it every few seconds."""
    kept: dict[tuple[int, ...], tuple[float, Any]] = current_app.extensions.setdefault("ideas.counts", {})
    since, counts = kept.get(space_ids, (0.0, ()))
    if current_app.testing or not since or monotonic() - since > COUNTED_EVERY:
        asked = select(ITEMS.c.space_id, ITEMS.c.stage, func.count()).where(*_listed(space_ids))
        counts = db.session.execute(asked.group_by(ITEMS.c.space_id, ITEMS.c.stage)).all()
        if len(kept) > 500:
            kept.clear()
        kept[space_ids] = (monotonic(), counts)
    return counts


def _listed(space_ids: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        ITEMS.c.kind == KIND,
        ITEMS.c.state == State.PUBLISHED.value,
        ITEMS.c.space_id.in_(space_ids),
    )


def ranked(space_ids: Sequence[int], *, tagged: bool = False) -> tuple[ColumnElement[bool], ...]:
    """The same, for questions whose order an index gives, or whose rows come from a tag."""
    kind, state = (
        (unindexed(ITEMS.c.kind), unindexed(ITEMS.c.state)) if tagged else (ITEMS.c.kind, ITEMS.c.state)
    )
    return kind == KIND, state == State.PUBLISHED.value, unindexed(ITEMS.c.space_id).in_(space_ids)


def cards() -> Select[Any]:
    """The columns of a card, and nothing else."""
    return (
        select(*CARD)
        .select_from(ITEMS)
        .join(IDEAS, IDEAS.c.id == ITEMS.c.id)
        .outerjoin(Member, Member.id == ITEMS.c.author_id)
    )


def board(filters: Filters, rail: Rail, member: Member | None) -> Page[Row[Any]]:
    """One page of the board by rank; searching is `finding.found`."""
    return page_of(_narrowed(filters, rail, member), RANKS[filters.sort], filters.after, PAGE)


def among(ids: Sequence[int], space_ids: Sequence[int]) -> list[Row[Any]]:
    """The cards of these ideas in this order, as far as they are listed."""
    if not ids:
        return []
    rows = {
        row.id: row for row in db.session.execute(cards().where(*_listed(space_ids), ITEMS.c.id.in_(ids)))
    }
    return [rows[one] for one in ids if one in rows]


def _narrowed(filters: Filters, rail: Rail, member: Member | None) -> Select[Any]:
    place = rail.named(filters.space)
    spaces = rail.ids if not filters.space else [place.id] if place else []
    asked = cards().where(*ranked(spaces, tagged=bool(filters.tag)))
    if filters.mine:
        # Nobody is not the author of what former members left behind.
        mine = ITEMS.c.author_id == member.id if member else false()
        asked = cards().where(ITEMS.c.kind == KIND, mine)
    if filters.stages is not None:
        asked = asked.where(unindexed(ITEMS.c.stage).in_(filters.stages))
    if filters.tag:
        asked = asked.where(_tagged(filters.tag))
    if filters.sort == "view" and member:
        asked = asked.where(*_unjudged(member))
    return asked


def _unjudged(member: Member) -> tuple[ColumnElement[bool], ...]:
    """What the member neither wrote nor voted on."""
    voted = select(Vote.contribution_id).where(Vote.member_id == member.id)
    return ITEMS.c.author_id.is_distinct_from(member.id), ITEMS.c.id.not_in(voted)


def _tagged(slug: str) -> ColumnElement[bool]:
    ids = select(Tagging.contribution_id).join(Tag, Tag.id == Tagging.tag_id).where(Tag.slug == slug)
    return ITEMS.c.id.in_(ids)


class Said(NamedTuple):
    """The latest word of the house on an idea."""

    name: str
    text: str
    portrait: int


def said_on(rows: Iterable[Row[Any]]) -> dict[int, Said]:
    """The house's latest words on these ideas, in one question (none when nothing was answered)."""
    ids = [row.id for row in rows if row.answer_count]
    if not ids:
        return {}
    latest = (
        select(func.max(Answer.id))
        .where(Answer.idea_id.in_(ids), Answer.excerpt != "")
        .group_by(Answer.idea_id)
    )
    asked = (
        select(Answer.idea_id, STILL_HERE, Answer.excerpt, Member.portrait)
        .outerjoin(Member, Member.id == Answer.author_id)
        .where(Answer.id.in_(latest))
    )
    return {row[0]: Said(row[1] or "", row[2], row[3] or 0) for row in db.session.execute(asked)}


def vote_states(rows: Sequence[Row[Any]], member: Member | None) -> dict[int, str]:
    """How the vote control of each idea looks for the member."""
    voted = voted_among(member, [row.id for row in rows])
    return {row.id: vote_state(row, member, voted=row.id in voted) for row in rows}


def vote_state(idea: Any, member: Member | None, *, voted: bool) -> str:
    """How one vote control looks: closed (with the member's vote in it or without), one's own, cast, or ready."""
    if idea.state != State.PUBLISHED.value or idea.stage not in OPEN:
        return "is-kept" if voted else "is-closed"
    if member is not None and idea.author_id == member.id:
        return "is-own"
    return "is-cast" if voted else ""
