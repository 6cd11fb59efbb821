"""What is kept of a text to know it again: a fingerprint that says nothing of its words."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Fingerprint(Base):
    """The 64 bits of a text (screening.nearness), whose it is and when it was written."""

    __tablename__ = "moderation_fingerprint"
    __table_args__ = (
        Index("ix_moderation_fingerprint_author", "author_id", "written_at"),
        Index("ix_moderation_fingerprint_written", "written_at"),
        Index("ix_moderation_fingerprint_same", "bits", "written_at"),
    )

    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    bits: Mapped[int] = mapped_column(BigInteger)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
