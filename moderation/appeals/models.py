"""The table of appeals; that nobody decides twice in the same case is kept by the database itself."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.clock import now
from foundation.database import Base, UTCDateTime
from moderation.statements.models import Part, Statement

STANDS = text("withdrawn_at IS NULL")


class Outcome(StrEnum):
    """What can become of an appeal."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"
    PARTLY = "partly"


class Instead(StrEnum):
    """What a decision is made into when an appeal is right in part."""

    LIMITED = "limited"
    CHANGES = "changes"


class Appeal(Base):
    """What a member says against a decision, and what somebody else decided on it.

    Who decides has a hand in the statement as `part`, always "appeal"; who decided first has one as "first". A
    person has one hand in a statement at most, so the foreign key refuses everybody who decided before.
    """

    __tablename__ = "moderation_appeal"
    __table_args__ = (
        Index(
            "uq_moderation_appeal_standing", "statement_id", unique=True,
            sqlite_where=STANDS, postgresql_where=STANDS,
        ),
        Index("ix_moderation_appeal_due", "decided_at", "due_at"),
        ForeignKeyConstraint(
            ["statement_id", "decided_by_id", "part"],
            ["moderation_hand.statement_id", "moderation_hand.member_id", "moderation_hand.part"],
            name="fk_moderation_appeal_another_person",
        ),
        CheckConstraint("part = 'appeal'", name="part"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> member_id", name="not_ones_own"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decided_at IS NULL) = (outcome IS NULL)", name="decided_somehow"),
        CheckConstraint("decided_at IS NULL OR withdrawn_at IS NULL", name="decided_or_withdrawn"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("moderation_statement.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column()
    part: Mapped[str] = mapped_column(String(10), default=Part.APPEAL.value)
    outcome: Mapped[str | None] = mapped_column(String(12))
    instead: Mapped[str] = mapped_column(String(12), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    statement: Mapped[Statement] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to decide."""
        return self.decided_at is None and self.withdrawn_at is None

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than was promised."""
        return self.is_open and self.due_at < now()
