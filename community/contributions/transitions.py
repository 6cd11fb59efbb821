"""From which state a contribution may come into which, and the row that each move leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    exists,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from accounts.models import Member
from community.contributions.models import Contribution, State
from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime, db
from foundation.errors import Conflict
from foundation.language import _l

AUTHOR, SCREEN, CLOCK = "author", "screen", "clock"

# What a screen, a moderator or the clock may do.
MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset(),
    State.SUBMITTED: frozenset({State.PUBLISHED, State.HELD, State.LIMITED}),
    State.HELD: frozenset(
        {State.PUBLISHED, State.LIMITED, State.CHANGES_REQUESTED, State.REJECTED, State.ARCHIVED}
    ),
    State.PUBLISHED: frozenset(
        {State.HELD, State.LIMITED, State.CHANGES_REQUESTED, State.REMOVED, State.ARCHIVED}
    ),
    State.LIMITED: frozenset(
        {State.PUBLISHED, State.HELD, State.CHANGES_REQUESTED, State.REMOVED, State.ARCHIVED}
    ),
    State.CHANGES_REQUESTED: frozenset(
        {State.PUBLISHED, State.LIMITED, State.REJECTED, State.ARCHIVED, State.DRAFT}
    ),
    State.REJECTED: frozenset({State.PUBLISHED, State.LIMITED, State.CHANGES_REQUESTED, State.ARCHIVED}),
    State.REMOVED: frozenset({State.PUBLISHED, State.LIMITED, State.CHANGES_REQUESTED, State.ARCHIVED}),
    State.ARCHIVED: frozenset({State.PUBLISHED, State.LIMITED, State.CHANGES_REQUESTED, State.REMOVED}),
}
# What its author may do: send it, and take back what nobody has decided against.
OWN: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.REMOVED}),
    State.CHANGES_REQUESTED: frozenset({State.SUBMITTED, State.DRAFT, State.REMOVED}),
    **dict.fromkeys((State.HELD, State.PUBLISHED, State.LIMITED), frozenset({State.DRAFT, State.REMOVED})),
}


class NotFromHere(Conflict):
    """A contribution does not go from the state it is in to the one that was wanted."""

    message = _l("It cannot go there from where it stands now. Reload the page to see how it stands.")


@dataclass(frozen=True)
class Cause:
    """Why a contribution moves: who did it as what, with which reason, and what a machine had to do with it."""

    actor_id: int | None = None
    role: str = ""
    reason: str = ""
    note: str = ""
    seen: dict[str, Any] = field(default_factory=dict)
    policy_version: int = 1
    automated_detection: bool = False
    automated_decision: bool = False
    expires_at: datetime | None = None

    @classmethod
    def own(cls, contribution: Contribution) -> Self:
        """A deed of its author."""
        return cls(actor_id=contribution.author_id, role=AUTHOR)


class Transition(Base):
    """One change of state: from where to where, the revisions before and after, and its cause; only ever added."""

    __tablename__ = "contribution_transition"
    __table_args__ = (Index("ix_contribution_transition_path", "contribution_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    was: Mapped[str] = mapped_column(String(20))
    became: Mapped[str] = mapped_column(String(20))
    previous_revision: Mapped[int] = mapped_column()
    revision: Mapped[int] = mapped_column()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id, ondelete="SET NULL"), index=True)
    role: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    seen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    policy_version: Mapped[int] = mapped_column(default=1)
    automated_detection: Mapped[bool] = mapped_column(default=False)
    automated_decision: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


only_added(Transition)


def may_move(was: State, became: State, *, own: bool) -> bool:
    """Whether a contribution goes from one state to another; its author has moves of their own."""
    return became in MOVES[was] or (own and became in OWN.get(was, ()))


def may_go_back(was: State, became: State) -> bool:
    """Whether undoing leads there: back along a move that a decision can have made."""
    return was in MOVES[became]


def add(contribution: Contribution, was: State, became: State, cause: Cause) -> None:
    """Write the row of a move that has just been made, with the revision that the move before it was about."""
    before = select(func.max(Transition.revision)).where(Transition.contribution_id == contribution.id)
    of_it = {"contribution_id": contribution.id, "was": was.value, "became": became.value}
    revisions = {
        "previous_revision": func.coalesce(before.scalar_subquery(), contribution.revision),
        "revision": contribution.revision,
    }
    db.session.execute(insert(Transition).values(**of_it, **revisions, **vars(cause)))


def taken_away(of: Any) -> ColumnElement[bool]:
    """What the house removed, not its author: it stays before its author's eyes."""
    by_house = (Transition.became == State.REMOVED.value, Transition.role != AUTHOR)
    return and_(
        of.state == State.REMOVED.value, exists().where(Transition.contribution_id == of.id, *by_house)
    )


def path_of(contribution_id: int) -> list[Transition]:
    """Every move of a contribution, the first one first."""
    asked = select(Transition).where(Transition.contribution_id == contribution_id)
    return list(db.session.scalars(asked.order_by(Transition.id)))
