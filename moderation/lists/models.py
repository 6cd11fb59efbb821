"""The words and the hosts that moderators listed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime
from moderation.screening.lists import HOLDS


class WordListEntry(Base):
    """A word or phrase and what it asks for where it stands: its tier, as in the lists that come with the product."""

    __tablename__ = "moderation_word"
    __table_args__ = (
        UniqueConstraint("language", "folded"),
        CheckConstraint("tier BETWEEN 0 AND 3", name="tier"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(5))
    term: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100))
    tier: Mapped[int] = mapped_column(default=HOLDS)
    note: Mapped[str] = mapped_column(String(300), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class HostEntry(Base):
    """A host, with all below it, that links may not lead to, or may without being looked at."""

    __tablename__ = "moderation_host"

    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(253), unique=True)
    refused: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
