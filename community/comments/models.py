"""A comment on a contribution."""

from typing import Any

from sqlalchemy import ForeignKey, Index, Update, update
from sqlalchemy.orm import Mapped, mapped_column

from community.contributions.models import Contribution


class Comment(Contribution):
    """What somebody says about a contribution, or answers to another comment on it."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_thread", "about_id", "parent_id", "id"),)
    id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))

    __mapper_args__ = {
        "polymorphic_identity": "comment",
        "polymorphic_load": "inline",
        "inherit_condition": id == Contribution.id,
    }

    @property
    def takes_comments(self) -> bool:
        """Comments are answered in their thread, not commented."""
        return False

    @property
    def takes_votes(self) -> bool:
        """Comments take no votes."""
        return False

    def tally(self, step: int) -> Update | None:
        """One comment more or less on what it is about."""
        if not step:
            return None
        moved = update(Contribution).where(Contribution.id == self.about_id)
        return moved.values(comment_count=Contribution.comment_count + step)

    @property
    def address(self) -> tuple[str, dict[str, Any]]:
        """Its place in the thread of what it is about."""
        return "community.contribution", {"contribution_id": self.about_id, "_anchor": f"comment-{self.id}"}
