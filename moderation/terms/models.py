"""The table of versions of the rules; none is ever changed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime


class TermsVersion(Base):
    """The rules from a day on: texts and summaries by language, and the paragraph that each reason stands on."""

    __tablename__ = "moderation_terms"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    summaries: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    paragraphs: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    significant: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))

    @property
    def id(self) -> int:
        """Its number, under the name that every table has."""
        return self.number


only_added(TermsVersion, "by_id")
