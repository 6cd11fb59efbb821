"""Spaces and their circles."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Audience(StrEnum):
    """Who may read what is in a space."""

    PUBLIC = "public"
    MEMBERS = "members"
    CIRCLE = "circle"
    OWN = "own"


class Mode(StrEnum):
    """Whether a contribution is read before it is published, after it, or when something calls for it."""

    PRE = "pre"
    POST = "post"
    REACTIVE = "reactive"


class Space(Base):
    """A place with a purpose, an audience and a way of moderating."""

    __tablename__ = "space"
    __table_args__ = (
        CheckConstraint("audience IN ('public', 'members', 'circle', 'own')", name="audience"),
        CheckConstraint("moderation IN ('pre', 'post', 'reactive')", name="moderation"),
        CheckConstraint("first_held >= 0", name="first_held"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(String(10), default=Audience.PUBLIC.value)
    moderation: Mapped[str] = mapped_column(String(10), default=Mode.REACTIVE.value)
    first_held: Mapped[int] = mapped_column(default=0)
    links_held: Mapped[bool] = mapped_column(default=False)
    pictures_held: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def is_sealed(self) -> bool:
        """Whether only the people named in its circle read it."""
        return self.audience == Audience.CIRCLE.value


class CircleMember(Base):
    """Somebody named in the circle of a space."""

    __tablename__ = "circle_member"

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
