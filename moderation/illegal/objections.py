"""The tables of objections: whoever sent a notice asks that somebody else looks again (Article 20).

That nobody decides twice is kept as for appeals: who decided first has a hand in the item as "first", who decides the
objection as "again", and a person has one hand in an item at most.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.clock import now
from foundation.database import Base, UTCDateTime
from moderation.illegal.models import IllegalItem


class Became(StrEnum):
    """What can become of an objection."""

    STANDS = "stands"
    CHANGED = "changed"


class ItemHand(Base):
    """Somebody had a hand in what was decided on a notice."""

    __tablename__ = "moderation_item_hand"
    __table_args__ = (
        UniqueConstraint("item_id", "member_id", "part"),
        CheckConstraint("part IN ('first', 'again')", name="part"),
    )

    item_id: Mapped[int] = mapped_column(
        ForeignKey("moderation_illegal_item.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(10))


class Objection(Base):
    """What a sender says against a decision on their notice, once for each address, and what somebody else decided."""

    __tablename__ = "moderation_objection"
    __table_args__ = (
        Index("ix_moderation_objection_due", "decided_at", "due_at"),
        ForeignKeyConstraint(
            ["item_id", "decided_by_id", "part"],
            ["moderation_item_hand.item_id", "moderation_item_hand.member_id", "moderation_item_hand.part"],
            name="fk_moderation_objection_another_person",
        ),
        CheckConstraint("part = 'again'", name="part"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decided_at IS NULL) = (became IS NULL)", name="decided_somehow"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("moderation_illegal_item.id", ondelete="CASCADE"), unique=True
    )
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column()
    part: Mapped[str] = mapped_column(String(10), default="again")
    became: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")

    item: Mapped[IllegalItem] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to decide."""
        return self.decided_at is None

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than was promised."""
        return self.is_open and self.due_at < now()
