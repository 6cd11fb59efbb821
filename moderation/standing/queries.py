"""Texts that do not simply stand in public, with the last move of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, func, select
from sqlalchemy.orm import aliased

from accounts.holds.queries import held_contributions
from accounts.models import Member
from community.contributions.models import Contribution, State
from community.contributions.transitions import AUTHOR, Transition
from foundation.database import db
from moderation.statements.models import Statement

MOST = 200


def of(member: Member) -> Sequence[Row[*tuple[Any, ...]]]:
    """What a member wrote and not everybody finds: its state, and the reason, note and end of its last move."""
    columns = (
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.excerpt,
        Contribution.language,
        Contribution.state,
        Transition.reason,
        Transition.note,
        Transition.expires_at,
        func.coalesce(Transition.at, Contribution.created_at).label("at"),
        _statement().label("statement_id"),
    )
    asked = select(*columns).outerjoin(Transition, Transition.id == _last())
    own = and_(Contribution.state == State.REMOVED.value, func.coalesce(Transition.role, AUTHOR) == AUTHOR)
    theirs = (Contribution.author_id == member.id, Contribution.state != State.PUBLISHED.value, ~own)
    return db.session.execute(asked.where(*theirs).order_by(Contribution.id.desc()).limit(MOST)).all()


def expiring(before: datetime) -> Sequence[Transition]:
    """The moves that sent a text back, whose time is over before a moment, and that nothing followed."""
    later = aliased(Transition)
    last = ~exists().where(later.contribution_id == Transition.contribution_id, later.id > Transition.id)
    waits = (Transition.became == State.CHANGES_REQUESTED.value, Transition.expires_at <= before)
    stands = and_(
        Contribution.state == State.CHANGES_REQUESTED.value, Contribution.id.not_in(held_contributions())
    )
    asked = select(Transition).join(Contribution, Contribution.id == Transition.contribution_id)
    return db.session.scalars(asked.where(stands, *waits, last).order_by(Transition.id).limit(MOST)).all()


def _last() -> Any:
    other = aliased(Transition)
    its = select(func.max(other.id)).where(other.contribution_id == Contribution.id)
    return its.correlate(Contribution).scalar_subquery()


def _statement() -> Any:
    its = select(func.max(Statement.id)).where(Statement.contribution_id == Contribution.id)
    return its.correlate(Contribution).scalar_subquery()
