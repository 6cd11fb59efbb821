"""The tables of statements of reasons, and of who had a hand in what they state."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Measure(StrEnum):
    """What was restricted and how; the first five are about a text, the others about an account."""

    CHANGES = "changes"
    LIMITED = "limited"
    ARCHIVED = "archived"
    REJECTED = "rejected"
    REMOVED = "removed"
    WARNING = "warning"
    PRE_MODERATION = "pre_moderation"
    READ_ONLY = "read_only"
    SUSPENSION = "suspension"
    TERMINATION = "termination"
    REPORTS_SET_ASIDE = "reports_set_aside"


ACCOUNT = (
    Measure.WARNING.value,
    Measure.PRE_MODERATION.value,
    Measure.READ_ONLY.value,
    Measure.SUSPENSION.value,
    Measure.TERMINATION.value,
    Measure.REPORTS_SET_ASIDE.value,
)


class Source(StrEnum):
    """How the house came to look at it."""

    NOTICE = "notice"
    TRUSTED_FLAGGER = "trusted_flagger"
    REPORT = "report"
    OWN = "own"


class Part(StrEnum):
    """Which hand somebody has in a case."""

    FIRST = "first"
    APPEAL = "appeal"


class Statement(Base):
    """Why a member's text or account was restricted; its words stay as they were sent.

    `key` names what is stated, so that stating it twice is stating it once. `parts` are the sections in the language
    of the member; the columns beside it are for counting.
    """

    __tablename__ = "moderation_statement"
    __table_args__ = (
        Index("ix_moderation_statement_member", "member_id", "id"),
        Index("ix_moderation_statement_contribution", "contribution_id", "id"),
        Index("ix_moderation_statement_made", "made_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("moderation_decision.id", ondelete="SET NULL"), unique=True
    )
    measure: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    automated_detection: Mapped[bool] = mapped_column(default=False)
    automated_decision: Mapped[bool] = mapped_column(default=False)
    terms_version: Mapped[int] = mapped_column()
    paragraph: Mapped[str] = mapped_column(String(10), default="")
    language: Mapped[str] = mapped_column(String(5))
    label: Mapped[str] = mapped_column(String(300), default="")
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    appeal_until: Mapped[datetime] = mapped_column(UTCDateTime)


class Hand(Base):
    """Somebody had a hand in what a statement states: once, so who decided first can never decide the appeal."""

    __tablename__ = "moderation_hand"
    __table_args__ = (
        UniqueConstraint("statement_id", "member_id", "part"),
        CheckConstraint("part IN ('first', 'appeal')", name="part"),
    )

    statement_id: Mapped[int] = mapped_column(
        ForeignKey("moderation_statement.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(10))


only_added(Statement, "parts", "label", "member_id", "contribution_id", "decision_id")
