"""Rules, their versions, what each version would have done, and what it did."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime

NAME = 80


class Stage(StrEnum):
    """How far a rule has come: written, only counting, acting, or put away."""

    DRAFT = "draft"
    SHADOW = "shadow"
    LIVE = "live"
    RETIRED = "retired"


class Action(StrEnum):
    """What a rule does with a text that it matches."""

    HOLD = "hold"
    LIMIT = "limit"
    TAG = "tag"
    ROUTE = "route"
    NOTIFY = "notify"


class Rule(Base):
    """A rule: which of its versions acts, which only counts; both at once while a change is being tried."""

    __tablename__ = "moderation_rule"
    __table_args__ = (Index("ix_moderation_rule_acting", "live_number", "shadow_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME))
    folded: Mapped[str] = mapped_column(String(NAME), unique=True)
    newest: Mapped[int] = mapped_column(default=1)
    live_number: Mapped[int | None] = mapped_column()
    shadow_number: Mapped[int | None] = mapped_column()
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failing: Mapped[str] = mapped_column(String(200), default="")
    failing_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.live_number:
            return Stage.LIVE
        if self.shadow_number:
            return Stage.SHADOW
        return Stage.RETIRED if self.retired_at else Stage.DRAFT


class RuleVersion(Base):
    """What a rule asked and did at one time; only ever added, so that a case can always name it."""

    __tablename__ = "moderation_rule_version"
    __table_args__ = (
        UniqueConstraint("rule_id", "number"),
        CheckConstraint("action IN ('hold', 'limit', 'tag', 'route', 'notify')", name="action"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("moderation_rule.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(NAME))
    why: Mapped[str] = mapped_column(String(300), default="")
    conditions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    action: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(200), default="")
    restored_from: Mapped[int | None] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    rule: Mapped[Rule] = relationship(lazy="raise")
    made_by: Mapped[Member | None] = relationship(lazy="raise")


class RuleTest(Base):
    """What a version would have done with what people had decided, at the day of the test."""

    __tablename__ = "moderation_rule_test"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("moderation_rule_version.id", ondelete="CASCADE"), index=True
    )
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    tested_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class RuleHit(Base):
    """A text that a version matched: it acted, or (in shadow) would have."""

    __tablename__ = "moderation_rule_hit"
    __table_args__ = (
        UniqueConstraint(
            "rule_id", "number", "acted", "contribution_id", "revision", name="uq_moderation_rule_hit_once"
        ),
        Index("ix_moderation_rule_hit_contribution", "contribution_id"),
        Index("ix_moderation_rule_hit_at", "rule_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("moderation_rule.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    acted: Mapped[bool] = mapped_column()
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


only_added(RuleVersion)
only_added(RuleTest)
