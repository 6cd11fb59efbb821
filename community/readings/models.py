"""Who read or took out what of a sealed space, folded by person, contribution and day."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class How(StrEnum):
    """Whether a page was opened or a file was taken out."""

    READ = "read"
    TAKEN = "taken"


class Reading(Base):
    """One person, one contribution (or a whole space, when taken out), one day."""

    __tablename__ = "sealed_reading"
    __table_args__ = (
        UniqueConstraint("contribution_id", "member_id", "day", "how"),
        CheckConstraint("how IN ('read', 'taken')", name="how"),
        Index("ix_sealed_reading_space", "space_id", "last_at", "id"),
        Index("ix_sealed_reading_member", "member_id"),
        Index("ix_sealed_reading_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    how: Mapped[str] = mapped_column(String(10), default=How.READ.value)
    what: Mapped[str] = mapped_column(String(40), default="")
    day: Mapped[date] = mapped_column(Date)
    times: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
