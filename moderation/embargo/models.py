"""Embargoed terms as sealed numbers, and the e-mail domains of competitors."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class EmbargoTerm(Base):
    """A term nobody may publish from one day to another; its seal goes when it ends, its number is never used again."""

    __tablename__ = "moderation_embargo"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="days"),
        CheckConstraint("words BETWEEN 1 AND 6", name="words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    sealed_with: Mapped[bytes] = mapped_column(LargeBinary(8))
    words: Mapped[int] = mapped_column()
    begins_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    in_circles: Mapped[bool] = mapped_column(default=False)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    searched_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    found_count: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CompetitorDomain(Base):
    """An e-mail domain of a competitor; what stands below it is the competitor's too."""

    __tablename__ = "moderation_competitor"

    id: Mapped[int] = mapped_column(primary_key=True)
    domain: Mapped[str] = mapped_column(String(253), unique=True)
    company: Mapped[str] = mapped_column(String(80), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
