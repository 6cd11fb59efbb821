"""Cases, what was found, what was reported, what was decided, and the words that hold a text."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from community.contributions.models import Contribution
from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime
from foundation.settings import current
from moderation.deadlines import due_at

OPEN = text("closed_at IS NULL")


def _usually_due() -> datetime:
    return due_at(now(), ())


class Case(Base):
    """A contribution before the moderators; at most one is open for each contribution."""

    __tablename__ = "moderation_case"
    __table_args__ = (
        Index(
            "uq_moderation_case_open",
            "contribution_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_moderation_case_queue", "closed_at", "priority", "opened_at"),
        Index("ix_moderation_case_contribution", "contribution_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    priority: Mapped[int] = mapped_column(default=0)  # all of the sum that does not move with the clock
    parts: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=_usually_due)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    contribution: Mapped[Contribution] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.closed_at is None


class Finding(Base):
    """One reason why a case is open: what was found, what it asked for (watching.Act), how grave it is (0 to 1)."""

    __tablename__ = "moderation_finding"
    __table_args__ = (UniqueConstraint("case_id", "kind", "detail"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(String(100), default="")
    times: Mapped[int] = mapped_column(default=1)
    act: Mapped[int] = mapped_column(default=0)
    severity: Mapped[float] = mapped_column(Float, default=0.0)
    seen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Report(Base):
    """What a member thinks is wrong with a contribution; one for each member."""

    __tablename__ = "moderation_report"
    __table_args__ = (UniqueConstraint("contribution_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("moderation_case.id", ondelete="SET NULL"), index=True
    )
    reason: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    member: Mapped[Member] = relationship(lazy="raise")


class Decision(Base):
    """What a moderator decided, about which revision, and why; only ever added, and for half a minute taken back."""

    __tablename__ = "moderation_decision"
    __table_args__ = (
        CheckConstraint("verdict IN ('approve', 'limit', 'changes', 'reject', 'archive')", name="verdict"),
        Index("ix_moderation_decision_case", "case_id"),
        Index("ix_moderation_decision_at", "decided_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id", ondelete="CASCADE"))
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column()
    was: Mapped[str] = mapped_column(String(20), default="")
    role: Mapped[str] = mapped_column(String(20), default="")
    policy_version: Mapped[int] = mapped_column(default=1)
    automated_detection: Mapped[bool] = mapped_column(default=False)
    automated_decision: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    case: Mapped[Case] = relationship(lazy="raise")
    by: Mapped[Member | None] = relationship(lazy="raise")

    @property
    def can_be_undone(self) -> bool:
        """Whether it is so young that nobody was told of it."""
        return self.decided_at > now() - timedelta(seconds=current().undo_seconds)


only_added(Decision, "undone_at")
