"""Points given for decisions that stand, and the measures they called for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from foundation.clock import now
from foundation.database import Base, UTCDateTime

WAITS = text("begins_at IS NULL AND declined_at IS NULL AND measure <> 'none'")


class About(StrEnum):
    """What a measure is about: what the member writes, or what they report."""

    WRITING = "writing"
    REPORTING = "reporting"


class Strike(Base):
    """Points for one decision; they fade, and go when the decision falls."""

    __tablename__ = "strike"
    __table_args__ = (Index("ix_strike_member", "member_id", "given_at"), UniqueConstraint("decision_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_decision.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(30))
    points: Mapped[int] = mapped_column()
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_because: Mapped[str] = mapped_column(String(20), default="")


class Sanction(Base):
    """A measure: proposed, confirmed by somebody else where two must agree, in force, over or lifted.

    A row with the measure `none` says that somebody looked and asked for nothing. From twelve points up nothing begins
    before a second person has confirmed it: the database itself refuses.
    """

    __tablename__ = "sanction"
    __table_args__ = (
        CheckConstraint("about IN ('writing', 'reporting')", name="about"),
        CheckConstraint(
            "measure IN ('none', 'notice', 'pre_moderation', 'read_only', 'no_reports', 'suspension', 'termination')",
            name="measure",
        ),
        CheckConstraint("confirmed_by_id <> proposed_by_id", name="two_people"),
        CheckConstraint(
            "begins_at IS NULL OR confirmed_by_id IS NOT NULL"
            " OR (points < 12 AND measure NOT IN ('suspension', 'termination'))",
            name="second_person",
        ),
        CheckConstraint("measure <> 'none' OR begins_at IS NULL", name="nothing_begins"),
        Index(
            "uq_sanction_waits",
            "member_id",
            "about",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
        Index("ix_sanction_member", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(String(10), default=About.WRITING.value)
    measure: Mapped[str] = mapped_column(String(20))
    called_for: Mapped[str] = mapped_column(String(20))
    points: Mapped[float] = mapped_column(default=0.0)
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    begins_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    lifted_because: Mapped[str] = mapped_column(Text, default="")

    member: Mapped[Member] = relationship(lazy="raise", foreign_keys=[member_id])
    proposed_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[proposed_by_id])
    confirmed_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=[confirmed_by_id])

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.begins_at is None and self.declined_at is None and self.measure != "none"

    @property
    def in_force(self) -> bool:
        """Whether it restricts the member now."""
        begun = self.begins_at is not None and self.lifted_at is None
        return begun and self.measure != "notice" and (self.ends_at is None or self.ends_at > now())
