"""Where ideas lead: the roadmap by how firm a promise is, and what shipped thanks to whom."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from accounts.models import Member
from community.contributions.models import State
from community.contributions.queries import visible_to
from foundation.database import db
from foundation.hints import unindexed
from foundation.web import Page, page_of
from ideas.filters import ITEMS
from ideas.lists import PAGE, STILL_HERE, cards, places_for, ranked
from ideas.models import IDEAS, IdeaStatus, StatusChange

FIRMNESS = (IdeaStatus.UNDER_REVIEW, IdeaStatus.PLANNED, IdeaStatus.STARTED)


def roadmap(member: Member | None, each: int = 8) -> dict[str, Sequence[Row[Any]]]:
    """What is looked into, decided and being made, the most wanted first, and what shipped last."""
    spaces = [place.id for place in places_for(member)]
    columns: dict[str, Sequence[Row[Any]]] = {}
    for status in FIRMNESS:
        asked = cards().where(*ranked(spaces), unindexed(ITEMS.c.stage) == status.value)
        best = asked.order_by(ITEMS.c.vote_count.desc(), ITEMS.c.id.desc()).limit(each)
        columns[status.value] = db.session.execute(best).all()
    columns[IdeaStatus.SHIPPED.value] = _shipped(spaces, None, each).items
    return columns


def shipped(member: Member | None, cursor: str | None) -> Page[Row[Any]]:
    """What shipped, the latest first, with the day it did."""
    return _shipped([place.id for place in places_for(member)], cursor, PAGE)


def _shipped(spaces: Sequence[int], cursor: str | None, size: int) -> Page[Row[Any]]:
    """By the day it shipped; what came in from elsewhere as shipped counts from the day it was published."""
    last = (
        select(StatusChange.idea_id, func.max(StatusChange.created_at).label("at"))
        .where(StatusChange.became == IdeaStatus.SHIPPED.value)
        .group_by(StatusChange.idea_id)
        .subquery()
    )
    day = func.coalesce(last.c.at, ITEMS.c.published_at).label("shipped_at")
    asked = cards().outerjoin(last, last.c.idea_id == ITEMS.c.id).add_columns(day, Member.portrait)
    asked = asked.where(*ranked(spaces), unindexed(ITEMS.c.stage) == IdeaStatus.SHIPPED.value)
    return page_of(asked, (day, ITEMS.c.id), cursor, size)


def joined_by(rows: Sequence[Row[Any]], member: Member | None) -> dict[int, list[str]]:
    """Whose ideas were merged into these, as far as the member may read them; one question, or none."""
    ids = [row.id for row in rows if row.merged_count]
    if not ids:
        return {}
    asked = (
        select(IDEAS.c.merged_into_id, STILL_HERE)
        .join(ITEMS, ITEMS.c.id == IDEAS.c.id)
        .join(Member, Member.id == ITEMS.c.author_id)
        .where(IDEAS.c.merged_into_id.in_(ids), ITEMS.c.state == State.PUBLISHED.value, visible_to(member))
        .order_by(ITEMS.c.id)
    )
    names: dict[int, list[str]] = {}
    for idea_id, name in db.session.execute(asked):
        if name and name not in names.setdefault(idea_id, []):
            names[idea_id].append(name)
    return names
