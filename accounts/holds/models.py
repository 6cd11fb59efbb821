"""The tables of legal holds, and of who somebody was that left while something of theirs is held."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from foundation.clock import now
from foundation.database import Base, UTCDateTime

STANDS = text("lifted_at IS NULL")


class Held(StrEnum):
    """What can be held; a case is held by its contribution."""

    MEMBER = "member"
    CONTRIBUTION = "contribution"


class LegalHold(Base):
    """Somebody ordered that a thing is kept, and why; one at a time for each thing. `member_id` is whose it is."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index("uq_legal_hold_standing", "kind", "object_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        Index("ix_legal_hold_member", "member_id", "lifted_at"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_because = '')", name="lifted_because"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[int] = mapped_column()
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(Text)
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_because: Mapped[str] = mapped_column(Text, default="")

    member: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[member_id])
    set_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[set_by_id])
    lifted_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[lifted_by_id])


class KeptIdentity(Base):
    """Name and address of somebody who left while something of theirs is held; it goes with the last hold."""

    __tablename__ = "legal_hold_identity"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(254))
    kept_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
