"""A picture nobody may show: its fingerprints alone, who banned it, why, and until when."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime
from foundation.pictures import Fingerprint


class BannedPicture(Base):
    """No copy is kept, for the worst of them nobody may keep; a ban that is lifted or over stays in the list."""

    __tablename__ = "moderation_banned_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    phash: Mapped[str] = mapped_column(String(16))
    dhash: Mapped[str] = mapped_column(String(16))
    mirror_phash: Mapped[str] = mapped_column(String(16))
    mirror_dhash: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(24))
    note: Mapped[str] = mapped_column(String(300), default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_case.id", ondelete="SET NULL"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def fingerprint(self) -> Fingerprint:
        """What it is recognised by."""
        return Fingerprint(self.phash, self.dhash, self.mirror_phash, self.mirror_dhash)

    @property
    def in_force(self) -> bool:
        """Whether it holds anything now."""
        return self.lifted_at is None and (self.until is None or self.until > now())
