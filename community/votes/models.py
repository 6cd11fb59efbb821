"""The one vote of a member for a contribution."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Origin(StrEnum):
    """How a vote came here."""

    DIRECT = "direct"
    ON_BEHALF = "on_behalf"
    IMPORTED = "imported"


class Vote(Base):
    """A member's vote: for (1), against (-1) or pass (0); only imports bring the last two."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("direction IN (-1, 0, 1)", name="direction"),
        CheckConstraint("origin IN ('direct', 'on_behalf', 'imported')", name="origin"),
        Index("ix_vote_member", "member_id", "created_at"),
    )

    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    direction: Mapped[int] = mapped_column(SmallInteger, default=1)
    origin: Mapped[str] = mapped_column(String(10), default=Origin.DIRECT.value)
    cast_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
