"""Which ideas are close to an idea: asked of the index by the worker, so that reading a page costs one look-up."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import Row, delete, insert, or_, select, update

from accounts.models import Member
from community.contributions.facts import ContributionEdited, ContributionPublished
from community.contributions.models import State
from foundation import outbox, search
from foundation.clock import now
from foundation.database import db
from ideas import lists
from ideas.lists import KIND
from ideas.models import IDEAS, Idea, IdeaStatus, Neighbour

KEPT = 12
"""More than are shown: each reader sees those of the spaces they may read."""
LOOK_AGAIN = timedelta(days=7)
ROUND = timedelta(minutes=5)
BATCH = 100


def close_to(idea: Idea, member: Member | None, size: int = 3) -> Sequence[Row[Any]]:
    """The nearest ideas that the member may read."""
    asked = select(Neighbour.other_id).where(Neighbour.idea_id == idea.id).order_by(Neighbour.place)
    ids = list(db.session.scalars(asked))
    if not ids:
        return []
    rows = lists.among(ids, [place.id for place in lists.places_for(member)])
    return [row for row in rows if row.stage != IdeaStatus.DUPLICATE.value][:size]


def look_round(idea_id: int) -> None:
    """Ask the index which ideas are close to this one, and keep the answer."""
    idea = db.session.get(Idea, idea_id)
    if idea is None:
        return
    found = search.index().similar(
        f"{idea.title} {idea.excerpt}", idea.language, kinds=[KIND], size=KEPT, exclude=[idea_id]
    )
    known = set(db.session.scalars(select(Idea.id).where(Idea.id.in_(found))))
    db.session.execute(delete(Neighbour).where(Neighbour.idea_id == idea_id))
    rows = [
        {"idea_id": idea_id, "place": place, "other_id": other}
        for place, other in enumerate(found)
        if other in known
    ]
    if rows:
        db.session.execute(insert(Neighbour), rows)
    looked = update(IDEAS).where(IDEAS.c.id == idea_id)
    db.session.execute(looked.values(neighbours_at=now()))


def look_round_again(_payload: dict[str, Any] | None = None, _job: outbox.Job | None = None) -> None:
    """Look round the ideas nobody has looked round lately, a hundred at a time."""
    due = or_(Idea.neighbours_at.is_(None), Idea.neighbours_at < now() - LOOK_AGAIN)
    asked = select(Idea.id).where(Idea.state == State.PUBLISHED.value, due)
    for idea_id in db.session.scalars(asked.order_by(Idea.neighbours_at, Idea.id).limit(BATCH)).all():
        look_round(idea_id)


def published(fact: ContributionPublished) -> None:
    """A new idea has neighbours."""
    look_round(fact.contribution_id)


def edited(fact: ContributionEdited) -> None:
    """Other words, other neighbours."""
    look_round(fact.contribution_id)


def _is_idea(fact: ContributionPublished | ContributionEdited) -> bool:
    return fact.kind == KIND


def init_app(app: Flask) -> None:
    """Look round new and changed ideas, and all of them once a week."""
    outbox.listen(app, ContributionPublished, published, durable=True, when=_is_idea)
    outbox.listen(app, ContributionEdited, edited, durable=True, when=_is_idea)
    outbox.every(app, ROUND, "ideas.neighbours", look_round_again)
