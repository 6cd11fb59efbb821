"""Ideas, where they stand, and what the house answered."""

import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Table, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from community.contributions.models import Contribution, Tag, Tagging
from foundation.clock import now
from foundation.database import Base, UTCDateTime, db


class IdeaStatus(StrEnum):
    """Where an idea stands with the house."""

    NEW = "new"
    UNDER_REVIEW = "under_review"
    PLANNED = "planned"
    STARTED = "started"
    SHIPPED = "shipped"
    DECLINED = "declined"
    DUPLICATE = "duplicate"

    @property
    def is_open(self) -> bool:
        """Whether the idea still waits for its outcome, and so may be voted for."""
        return self in OPEN


OPEN = (IdeaStatus.NEW, IdeaStatus.UNDER_REVIEW, IdeaStatus.PLANNED, IdeaStatus.STARTED)


class DeclineReason(StrEnum):
    """Why the house says no."""

    NOT_OUR_DIRECTION = "not_our_direction"
    NOT_FEASIBLE = "not_feasible"
    TOO_COSTLY = "too_costly"
    TOO_FEW = "too_few"
    EXISTS_ALREADY = "exists_already"
    NOT_NOW = "not_now"
    OTHER = "other"


class Idea(Contribution):
    """Something a member wants the house to do."""

    __tablename__ = "idea"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"), index=True)
    merged_count: Mapped[int] = mapped_column(Integer, default=0)
    votes_brought: Mapped[int] = mapped_column(Integer, default=0)
    answer_count: Mapped[int] = mapped_column(Integer, default=0)
    neighbours_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __mapper_args__ = {
        "polymorphic_identity": "idea",
        "polymorphic_load": "inline",
        "inherit_condition": id == Contribution.id,
    }

    new_tags: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"stage": IdeaStatus.NEW.value} | given)

    @property
    def status(self) -> IdeaStatus:
        """Where it stands."""
        return IdeaStatus(self.stage or IdeaStatus.NEW)

    @property
    def takes_votes(self) -> bool:
        """Published, and not yet shipped, declined or merged."""
        return super().takes_votes and self.status.is_open

    @property
    def takes_comments(self) -> bool:
        """Everything published but what was merged: there one talks on the other page."""
        return super().takes_comments and self.status is not IdeaStatus.DUPLICATE

    @property
    def lives_on_in(self) -> int | None:
        """The idea it was merged into."""
        return self.merged_into_id

    @property
    def further_words(self) -> str:
        """The tags it is being given, else those it has."""
        if "new_tags" in self.__dict__:
            return "\n".join(self.new_tags)
        its = select(Tag.name).join(Tagging, Tagging.tag_id == Tag.id)
        return "\n".join(db.session.scalars(its.where(Tagging.contribution_id == self.id).order_by(Tag.id)))

    @property
    def slug(self) -> str:
        """Its title as it stands in its address."""
        return slug_of(self.title)

    @property
    def address(self) -> tuple[str, dict[str, Any]]:
        """Endpoint and values of its page."""
        return "ideas.idea", {"idea_id": self.id, "slug": self.slug}


IDEAS: Table = Idea.__table__  # type: ignore[assignment]  # a mapped class has a Table


class Neighbour(Base):
    """An idea close to another, the nearest at place 0."""

    __tablename__ = "idea_neighbour"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    other_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), index=True)


class StatusChange(Base):
    """A step on the way of an idea; never changed afterwards."""

    __tablename__ = "idea_status_change"
    __table_args__ = (Index("ix_idea_status_change_idea", "idea_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    was: Mapped[str] = mapped_column(String(20))
    became: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Answer(Base):
    """What the house answered, when, and who signed; a later answer is another row."""

    __tablename__ = "idea_answer"
    __table_args__ = (
        Index("ix_idea_answer_idea", "idea_id", "id"),
        CheckConstraint("status <> 'declined' OR decline_reason IS NOT NULL", name="decline_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    excerpt: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(5), default="en")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    decline_reason: Mapped[str | None] = mapped_column(String(30))
    look_again_at: Mapped[date | None] = mapped_column(Date)
    look_again_when: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    author: Mapped[Member | None] = relationship(lazy="raise")


class PendingIdea(Base):
    """What a visitor wrote before signing in; kept for a day under a random token."""

    __tablename__ = "pending_idea"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    fields: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)


def slug_of(title: str) -> str:
    """A title as it stands in an address: folded where Latin, words joined by hyphens, at most 60 letters."""
    folded = "".join(
        letter for letter in unicodedata.normalize("NFKD", title) if not unicodedata.combining(letter)
    )
    folded = unicodedata.normalize("NFKC", folded).casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in folded).split()
    kept = "-".join(words)[:60].strip("-")
    return kept or "idea"
