"""What is asked about one idea: itself, what the house said, who stands behind it, what it said before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from accounts.queries import HERE
from community.comments.events import Event
from community.contributions.models import Revision, State, Tag, Tagging
from community.contributions.queries import visible_to
from community.votes.models import Vote
from foundation.database import db
from ideas.filters import ITEMS
from ideas.lists import STILL_HERE
from ideas.models import IDEAS, Answer, Idea, StatusChange


def idea(idea_id: int, member: Member | None) -> Select[Idea]:
    """One idea with its author and its space, if the member may see it."""
    asked = select(Idea).where(Idea.id == idea_id, visible_to(member))
    return asked.options(joinedload(Idea.author), joinedload(Idea.space))


def answers_of(idea_id: int) -> Sequence[Answer]:
    """What the house said on an idea, the latest first."""
    asked = select(Answer).where(Answer.idea_id == idea_id).options(joinedload(Answer.author))
    return db.session.scalars(asked.order_by(Answer.id.desc())).all()


def steps_of(idea_id: int) -> Sequence[Row[Any]]:
    """The steps of an idea, the first first, with who took them."""
    asked = (
        select(StatusChange.became, StatusChange.created_at, StatusChange.by_id)
        .add_columns(STILL_HERE.label("name"), Member.portrait)
        .outerjoin(Member, Member.id == StatusChange.by_id)
        .where(StatusChange.idea_id == idea_id)
    )
    return db.session.execute(asked.order_by(StatusChange.id)).all()


def events_of(idea_id: int) -> Sequence[Event]:
    """The steps of an idea as its conversation tells them."""
    return as_events(steps_of(idea_id))


def as_events(steps: Sequence[Row[Any]]) -> Sequence[Event]:
    """Steps that were read, as events."""
    return [Event(step.became, step.created_at, step.name) for step in steps]


def tags_of(idea_id: int) -> Sequence[Row[str, str]]:
    """Slug and name of the tags of an idea."""
    asked = select(Tag.slug, Tag.name).join(Tagging, Tagging.tag_id == Tag.id)
    return db.session.execute(asked.where(Tagging.contribution_id == idea_id).order_by(Tag.slug)).all()


def merged_into(idea_id: int, member: Member | None) -> Sequence[Row[Any, Any, Any, Any]]:
    """The ideas that were joined to this one, as far as the member may see them."""
    asked = (
        select(ITEMS.c.id, ITEMS.c.title, STILL_HERE.label("author"), IDEAS.c.votes_brought)
        .join(IDEAS, IDEAS.c.id == ITEMS.c.id)
        .outerjoin(Member, Member.id == ITEMS.c.author_id)
        .where(IDEAS.c.merged_into_id == idea_id, ITEMS.c.state == State.PUBLISHED.value)
        .where(visible_to(member))
    )
    return db.session.execute(asked.order_by(ITEMS.c.id).limit(20)).all()


def supporters_of(idea_id: int, limit: int = 5) -> Sequence[Row[int, str, int]]:
    """A few of those who want it, the latest first; who has left or was shut out is not named."""
    asked = (
        select(Member.id, Member.name, Member.portrait)
        .join(Vote, Vote.member_id == Member.id)
        .where(Vote.contribution_id == idea_id, Vote.direction == 1)
        .where(HERE)
    )
    return db.session.execute(asked.order_by(Vote.created_at.desc(), Member.id).limit(limit)).all()


def revisions_of(found: Idea, member: Member | None) -> Sequence[Row[int, str, str, str, datetime, str]]:
    """Former words of an idea, the latest first.

    What staff took out, and what was replaced before it was published, only staff and the author read.
    """
    asked = (
        select(
            Revision.revision,
            Revision.title,
            Revision.source,
            Revision.reason,
            Revision.replaced_at,
            STILL_HERE.label("name"),
        )
        .outerjoin(Member, Member.id == Revision.editor_id)
        .where(Revision.contribution_id == found.id)
    )
    insider = member is not None and (member.role.moderates or found.author_id == member.id)
    if not insider:
        asked = asked.where(Revision.editor_id == found.author_id, Revision.replaced_at >= found.published_at)
    return db.session.execute(asked.order_by(Revision.revision.desc())).all()


def target_of(found: Idea, member: Member | None) -> Row[Any, Any] | None:
    """The idea this one was merged into, if the member may see it."""
    if found.merged_into_id is None:
        return None
    asked = select(ITEMS.c.id, ITEMS.c.title).where(ITEMS.c.id == found.merged_into_id)
    return db.session.execute(asked.where(visible_to(member))).one_or_none()
