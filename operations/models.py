"""The one row that readiness writes."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Heartbeat(Base):
    """Written by `/readyz` to learn whether the database takes writes, not only reads."""

    __tablename__ = "heartbeat"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beat_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
