"""The models that were learned, and the stages they went through."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class LearnedModel(Base):
    """One training: from how many decisions, how good it was on those it had not seen, and the model itself."""

    __tablename__ = "moderation_model"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    decisions: Mapped[int] = mapped_column()
    examples: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    quality: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ModelStage(Base):
    """What the model was let do from a moment on, and why; only ever added."""

    __tablename__ = "moderation_model_stage"
    __table_args__ = (
        CheckConstraint("stage IN ('sorting', 'trial', 'acting', 'suspended', 'off')", name="stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(String(10))
    because: Mapped[list[str]] = mapped_column(JSON, default=list)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
