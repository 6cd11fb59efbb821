"""The one table behind everything that members write, its revisions, mentions and tags."""

import math
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, Text, Update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from community.spaces.models import Space
from foundation.clock import now
from foundation.database import Base, UTCDateTime
from foundation.html import shorten


class State(StrEnum):
    """Where a contribution stands between its author and the public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    HELD = "held"
    PUBLISHED = "published"
    LIMITED = "limited"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    REMOVED = "removed"
    ARCHIVED = "archived"


PUBLIC_STATES = (State.PUBLISHED.value, State.LIMITED.value, State.ARCHIVED.value)
OPEN_STATES = (State.PUBLISHED.value, State.LIMITED.value)
EPOCH = 1_600_000_000


def heat(votes: int, published_at: datetime) -> float:
    """Hot rank: log10 of the votes plus one per 12.5 hours of youth (Reddit's formula, storable)."""
    return math.log10(max(votes, 1)) + (published_at.timestamp() - EPOCH) / 45_000


class Contribution(Base):
    """What a member wrote: source and HTML, state, counters and ranks."""

    __tablename__ = "contribution"
    __table_args__: tuple[Any, ...] = (
        # In the order of a rank; stage and space stand behind it so that filters are tried within the index.
        # Each vote moves the first two, so there are no more of them.
        Index("ix_contribution_hot", "kind", "state", "hot", "id", "stage", "space_id"),
        Index("ix_contribution_wanted", "kind", "state", "vote_count", "id", "stage", "space_id"),
        Index("ix_contribution_recent", "kind", "state", "published_at", "id", "stage", "space_id"),
        Index("ix_contribution_places", "kind", "state", "space_id", "stage"),
        Index("ix_contribution_author", "author_id", "created_at"),
        CheckConstraint("vote_count >= 0", name="vote_count"),
        CheckConstraint("comment_count >= 0", name="comment_count"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "contribution"}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    excerpt: Mapped[str] = mapped_column(String(300), default="")
    sanitiser_version: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(5), default="en")
    state: Mapped[str] = mapped_column(String(20), default=State.SUBMITTED.value)
    stage: Mapped[str | None] = mapped_column(String(20))
    vote_count: Mapped[int] = mapped_column(default=0)
    against_count: Mapped[int] = mapped_column(default=0)
    pass_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    exposure_count: Mapped[int] = mapped_column(default=0)
    hot: Mapped[float] = mapped_column(Float, default=0.0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revision: Mapped[int] = mapped_column(default=1)
    nonce: Mapped[str | None] = mapped_column(String(64), unique=True)
    imported_from: Mapped[str | None] = mapped_column(String(160), unique=True)

    author: Mapped[Member | None] = relationship(lazy="raise")
    space: Mapped[Space] = relationship(lazy="raise")

    @property
    def is_public(self) -> bool:
        """Whether everybody who may read the space may read it."""
        return self.state in PUBLIC_STATES

    @property
    def takes_votes(self) -> bool:
        """Whether it may be voted for now; kinds narrow it."""
        return self.state in OPEN_STATES

    @property
    def takes_comments(self) -> bool:
        """Whether it may be commented now; kinds narrow it."""
        return self.state in OPEN_STATES

    def tally(self, step: int) -> Update | None:
        """What to count elsewhere when it enters (1) or leaves (-1) the public; kinds override it."""
        return None

    @property
    def lives_on_in(self) -> int | None:
        """The contribution that took its place, for kinds that can be merged."""
        return None

    @property
    def further_words(self) -> str:
        """Words beside title and text that a screen reads, in kinds that have some."""
        return ""

    @property
    def label(self) -> str:
        """A few words to name it by."""
        return self.title or shorten(self.excerpt, 80)

    @property
    def address(self) -> tuple[str, dict[str, Any]]:
        """Endpoint and values of its page; kinds that have one of their own override it."""
        return "community.comments", {"contribution_id": self.id}


class Revision(Base):
    """What a contribution said before it was edited."""

    __tablename__ = "contribution_revision"

    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(Text)
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    replaced_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Mention(Base):
    """Somebody named in a text, by id."""

    __tablename__ = "mention"

    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Tag(Base):
    """A word to sort contributions by."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))


class Tagging(Base):
    """A tag on a contribution."""

    __tablename__ = "tagging"

    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
