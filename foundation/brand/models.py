"""The looks a site has had; the last one counts."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime


class BrandVersion(Base):
    """What an admin saved; numbers have no gap, so of two who save at once one is refused. Empty means built in."""

    __tablename__ = "brand_version"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    saved_by_id: Mapped[int | None] = mapped_column()
    name: Mapped[str] = mapped_column(String(60), default="")
    accent: Mapped[str] = mapped_column(String(7), default="")
    welcome_en: Mapped[str] = mapped_column(String(80), default="")
    welcome_fr: Mapped[str] = mapped_column(String(80), default="")
    lead_en: Mapped[str] = mapped_column(String(300), default="")
    lead_fr: Mapped[str] = mapped_column(String(300), default="")
    logo: Mapped[str] = mapped_column(String(80), default="")
    logo_alt: Mapped[str] = mapped_column(String(120), default="")
    logo_alone: Mapped[bool] = mapped_column(default=False)
    logo_width: Mapped[int] = mapped_column(default=0)
    logo_height: Mapped[int] = mapped_column(default=0)
    logo_ground: Mapped[str] = mapped_column(String(5), default="")


only_added(BrandVersion)
