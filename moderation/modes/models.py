"""A time in which everything is read before it appears."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Crisis(Base):
    """Who began it and why, and when it ends: by itself, unless somebody ends it sooner."""

    __tablename__ = "moderation_crisis"

    id: Mapped[int] = mapped_column(primary_key=True)
    why: Mapped[str] = mapped_column(String(300), default="")
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    begun_by: Mapped[Member | None] = relationship(lazy="raise")
