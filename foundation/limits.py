"""How often somebody may do something: counted in the database, so that all processes count together.

A spending stands in the caller's transaction, so a deed that is refused costs nothing, and a counter that
cannot be read lets nothing through.
"""

from datetime import datetime, timedelta

from sqlalchemy import Index, String, case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime, db
from foundation.errors import TooMany

KEPT = timedelta(days=2)


class Allowance(Base):
    """What was spent of one allowance since its window began."""

    __tablename__ = "allowance"
    __table_args__ = (Index("ix_allowance_began_at", "began_at"),)

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)
    spent: Mapped[int] = mapped_column()


def spend(key: str, limit: int, window: timedelta) -> None:
    """Spend one of an allowance; beyond `limit` within `window` it is refused with the seconds to wait."""
    spent, began_at = _spent(key, window)
    if spent > limit:
        raise TooMany(retry_after=max(1, int((began_at + window - now()).total_seconds())))
    if spent == 1:
        db.session.execute(delete(Allowance).where(Allowance.began_at < now() - KEPT))


def _spent(key: str, window: timedelta) -> tuple[int, datetime]:
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    moment = now()
    over = Allowance.began_at <= moment - window
    statement = (
        dialect.insert(Allowance)
        .values(key=key, began_at=moment, spent=1)
        .on_conflict_do_update(
            index_elements=[Allowance.key],
            set_={
                "spent": case((over, 1), else_=Allowance.spent + 1),
                "began_at": case((over, moment), else_=Allowance.began_at),
            },
        )
        .returning(Allowance.spent, Allowance.began_at)
    )
    row = db.session.execute(statement).one()
    return row.spent, row.began_at
