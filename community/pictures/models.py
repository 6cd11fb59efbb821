"""A picture of a contribution, or one that its sender has not placed yet."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime
from foundation.pictures import Fingerprint

LONGEST_ALT = 300


class Picture(Base):
    """Files in three sizes under names nobody chose, what it shows in words, and what it is recognised by.

    Without a contribution it waits in the form it was sent with, for its sender alone.
    """

    __tablename__ = "picture"
    __table_args__ = (
        Index("ix_picture_contribution", "contribution_id", "position"),
        Index("ix_picture_member", "member_id", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(default=0)
    alt: Mapped[str] = mapped_column(String(LONGEST_ALT), default="")
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    weight: Mapped[int] = mapped_column()
    digest: Mapped[str] = mapped_column(String(64))
    phash: Mapped[str] = mapped_column(String(16))
    dhash: Mapped[str] = mapped_column(String(16))
    mirror_phash: Mapped[str] = mapped_column(String(16))
    mirror_dhash: Mapped[str] = mapped_column(String(16))
    full: Mapped[str] = mapped_column(String(60))
    page: Mapped[str] = mapped_column(String(60))
    small: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @property
    def fingerprint(self) -> Fingerprint:
        """What it is recognised by."""
        return Fingerprint(self.phash, self.dhash, self.mirror_phash, self.mirror_dhash)

    @property
    def files(self) -> list[str]:
        """The names of its files."""
        return [self.full, self.page, self.small]
