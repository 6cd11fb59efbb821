"""The audit: who did what to which thing, before and after; lines are only ever added."""

from datetime import datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import JSON, Connection, Index, String, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime, db


class Unchangeable(Exception):
    """Rows of this table are only ever added."""


class AuditLine(Base):
    """One deed of a member of the house; the actor is an id, for this floor knows no members."""

    __tablename__ = "audit_line"
    __table_args__ = (
        Index("ix_audit_line_object", "object_kind", "object_id", "id"),
        Index("ix_audit_line_actor", "actor_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    actor_id: Mapped[int | None] = mapped_column()
    action: Mapped[str] = mapped_column(String(80))
    object_kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int] = mapped_column()
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    request_id: Mapped[str] = mapped_column(String(80), default="")


def note(
    actor_id: int | None,
    action: str,
    thing: tuple[str, int],
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditLine:
    """Write down a deed in the caller's transaction; `thing` is its kind and id."""
    kind, number = thing
    line = AuditLine(
        actor_id=actor_id, action=action, object_kind=kind, object_id=number, before=before or {}, after=after or {},
        request_id=str(g.get("request_id", ""))[:80] if has_request_context() else "",
    )  # fmt: skip
    db.session.add(line)
    return line


def only_added(table: type[Base], *but: str) -> None:
    """Refuse to change or delete rows of a table through the session, except the columns named."""

    def refuse(mapper: Mapper[Any], _connection: Connection, row: Any) -> None:
        changed = {
            key
            for key in mapper.column_attrs.keys()  # noqa: SIM118  not a dictionary
            if db.inspect(row).attrs[key].history.has_changes()
        }
        if changed - set(but):
            raise Unchangeable(f"{table.__tablename__} {row.id}: {', '.join(sorted(changed))}")

    def refuse_delete(_mapper: Mapper[Any], _connection: Connection, row: Any) -> None:
        raise Unchangeable(f"{table.__tablename__} {row.id}")

    event.listen(table, "before_update", refuse)
    event.listen(table, "before_delete", refuse_delete)


only_added(AuditLine)
