"""Service cases, what is said in them aside, and the removals of complaints that two people must want."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from community.contributions.models import Contribution
from foundation.clock import now
from foundation.database import Base, UTCDateTime

ASKED = text("confirmed_at IS NULL AND declined_at IS NULL")


class Standing(StrEnum):
    """Where a service case stands."""

    OPEN = "open"
    ANSWERED = "answered"
    PLANNED = "planned"
    CLOSED = "closed"


class Part(StrEnum):
    """What a line of a service case is."""

    ASKED = "asked"
    SAID = "said"
    PLAN = "plan"
    CLOSING = "closing"


class ServiceCase(Base):
    """Somebody who was let down, with the one who looks after them and the times that were promised.

    `due_at` is the clock that runs now: first reply, then plan, then nothing. A private case has nothing in public.
    """

    __tablename__ = "service_case"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'answered', 'planned', 'closed')", name="state"),
        CheckConstraint("urgency BETWEEN 0 AND 2", name="urgency"),
        Index("ix_service_case_desk", "state", "due_at", "id"),
        Index("ix_service_case_member", "member_id", "id"),
        Index("ix_service_case_owner", "owner_id"),
        Index("ix_service_case_evidence", "evidence_for_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    contribution_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="SET NULL"), unique=True
    )
    evidence_for_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))
    subject: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(5), default="en")
    is_private: Mapped[bool] = mapped_column(default=False)
    urgency: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default=Standing.OPEN.value)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    nonce: Mapped[str | None] = mapped_column(String(64), unique=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reply_due: Mapped[datetime] = mapped_column(UTCDateTime)
    plan_due: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    planned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled: Mapped[bool | None] = mapped_column()
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    member: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[member_id])
    owner: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    contribution: Mapped[Contribution | None] = relationship(lazy="raise", foreign_keys=[contribution_id])
    evidence_for: Mapped[Contribution | None] = relationship(lazy="raise", foreign_keys=[evidence_for_id])

    @property
    def is_closed(self) -> bool:
        """Whether the closing message was sent."""
        return self.state == Standing.CLOSED.value


class ServiceLine(Base):
    """One thing said aside, read by the author and the team alone."""

    __tablename__ = "service_line"
    __table_args__ = (
        CheckConstraint("part IN ('asked', 'said', 'plan', 'closing')", name="part"),
        Index("ix_service_line_case", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    by_house: Mapped[bool] = mapped_column(default=False)
    part: Mapped[str] = mapped_column(String(10), default=Part.SAID.value)
    text: Mapped[str] = mapped_column(Text)
    nonce: Mapped[str | None] = mapped_column(String(64), unique=True)
    said_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    author: Mapped[Member | None] = relationship(lazy="raise")


class ComplaintRemoval(Base):
    """Somebody wants a lawful complaint out of the public; it goes only when another person of the team agrees."""

    __tablename__ = "complaint_removal"
    __table_args__ = (
        CheckConstraint("confirmed_by_id <> proposed_by_id", name="two_people"),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed"),
        CheckConstraint("confirmed_at IS NULL OR declined_at IS NULL", name="one_answer"),
        Index(
            "uq_complaint_removal_asked",
            "contribution_id",
            unique=True,
            sqlite_where=ASKED,
            postgresql_where=ASKED,
        ),
        Index("ix_complaint_removal_confirmed", "confirmed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("service_case.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    proposed_by: Mapped[Member] = relationship(lazy="raise", foreign_keys=[proposed_by_id])
