"""The tables of notices of illegal content, of what they point at, and of flaggers whose notices come first."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Answer(StrEnum):
    """What became of something a notice pointed at."""

    STAYS = "stays"
    CHANGES = "changes"
    LIMITED = "limited"
    ARCHIVED = "archived"
    TAKEN_DOWN = "taken_down"
    GONE = "gone"
    LOOKED_INTO = "looked_into"


class IllegalNotice(Base):
    """What somebody says is against the law and why; their name and address are erased some months after the answer.

    `sender` is a keyed digest: it knows the same sender again and names nobody.
    """

    __tablename__ = "moderation_illegal_notice"
    __table_args__ = (Index("ix_moderation_illegal_notice_created", "created_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    category: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    sender: Mapped[str] = mapped_column(String(40))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    language: Mapped[str] = mapped_column(String(5))
    trusted: Mapped[bool] = mapped_column(default=False)
    proven: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    items: Mapped[list["IllegalItem"]] = relationship(lazy="raise", order_by="IllegalItem.id")


class IllegalItem(Base):
    """One address of a notice, what stands there, and what became of it; one for each sender in a case."""

    __tablename__ = "moderation_illegal_item"
    __table_args__ = (
        UniqueConstraint("case_id", "sender"),
        Index("ix_moderation_illegal_item_open", "told_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(
        ForeignKey("moderation_illegal_notice.id", ondelete="CASCADE"), index=True
    )
    address: Mapped[str] = mapped_column(String(500))
    contribution_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="SET NULL"), index=True
    )
    case_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_case.id", ondelete="SET NULL"))
    sender: Mapped[str] = mapped_column(String(40))
    open_to_sender: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(40), default="")
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    notice: Mapped[IllegalNotice] = relationship(lazy="raise", back_populates="items")


class Flagger(Base):
    """An organisation whose notices are decided first: a trusted flagger, known by its address."""

    __tablename__ = "moderation_flagger"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
