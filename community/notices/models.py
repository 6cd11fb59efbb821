"""What members are told, and which of it also by mail."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from foundation.clock import now
from foundation.database import Base, UTCDateTime

if TYPE_CHECKING:
    from community.contributions.models import Contribution


class Notice(Base):
    """One thing a member is told; its words are made when it is read, in the reader's language."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_member", "member_id", "read_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(60))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    actor: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[actor_id])
    contribution: Mapped["Contribution | None"] = relationship(lazy="raise", foreign_keys=[contribution_id])


class MailChoice(Base):
    """Which notices a member also wants by mail; without a row the defaults hold."""

    __tablename__ = "mail_choice"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    answers: Mapped[bool] = mapped_column(default=True)
    replies: Mapped[bool] = mapped_column(default=False)
