"""The audit: who did what to which thing, before and after; lines are only ever added."""

import hmac
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import JSON, Connection, Index, LargeBinary, String, event, select, update
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column

from foundation import chain
from foundation.clock import now
from foundation.database import Base, FactSession, UTCDateTime, db
from foundation.settings import current
from foundation.upsert import insert_new

ERASED = "audit.erased"
EMPTIED: dict[str, Any] = {"before": {}, "after": {}, "actor": None, "request": ""}
"""What erasing leaves of the content of a line; what was done to which thing, and when, stays."""
_NEW = "audit lines to seal"


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

    # The seal, put on at the commit; the salt goes when the content is erased.
    number: Mapped[int | None] = mapped_column(unique=True)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    link: Mapped[bytes | None] = mapped_column(LargeBinary(32))

    @property
    def content(self) -> dict[str, Any]:
        """What the seal covers, in a form that both databases give back alike."""
        return {
            "id": self.id, "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"), "actor": self.actor_id,
            "action": self.action, "kind": self.object_kind, "object": self.object_id, "before": self.before,
            "after": self.after, "request": self.request_id,
        }  # fmt: skip


class AuditHead(Base):
    """Number and link of the newest line: one row, locked by whoever adds to the chain.

    Its mark is made with the secret of the site, so that who can only write into the database can neither cut lines off
    the end nor write the whole chain anew.
    """

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    link: Mapped[bytes] = mapped_column(LargeBinary(32), default=chain.BEGINNING)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), default=lambda: mark_of(0, chain.BEGINNING))


def mark_of(number: int, link: bytes) -> bytes:
    """32 bytes that only this site can put on the newest link."""
    said = b"audit head" + number.to_bytes(8, "big") + link
    return hmac.digest(current().secret_key.encode(), said, "sha256")


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
    db.session.info[_NEW] = True
    return line


@event.listens_for(FactSession, "before_commit")
def seal(session: Session) -> None:
    """Put the new lines into the chain: the last thing before the commit, so the head is locked for a moment only."""
    if session.in_nested_transaction() or not session.info.pop(_NEW, False):
        return
    session.flush()
    head = _head(session)
    number, link = head.number, head.link
    for line in session.scalars(select(AuditLine).where(AuditLine.number.is_(None)).order_by(AuditLine.id)):
        salt = secrets.token_bytes(16)
        digest, number = chain.digest_of(line.content, salt), number + 1
        link = chain.link_of(link, number, digest)
        put = {"number": number, "salt": salt, "digest": digest, "link": link}
        session.execute(update(AuditLine).where(AuditLine.id == line.id).values(put))
    session.execute(update(AuditHead).values(number=number, link=link, mark=mark_of(number, link)))


def _head(session: Session) -> AuditHead:
    asked = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    found = session.scalar(asked)
    if found is None:
        insert_new(AuditHead, id=1)
        found = session.scalars(asked).one()
    return found


def erase(kind: str, number: int, by_id: int | None) -> int:
    """Forget what the lines about a thing say, as the law may ask; they stay in the chain. Answer how many."""
    about = (AuditLine.object_kind == kind, AuditLine.object_id == number, AuditLine.salt.is_not(None))
    lines = db.session.scalars(select(AuditLine).where(*about, AuditLine.action != ERASED)).all()
    gone: dict[str, Any] = {"before": {}, "after": {}, "actor_id": None, "request_id": ""}
    left = {str(one.id): chain.trace_of(one.content | EMPTIED) for one in lines}
    of_them = AuditLine.id.in_([one.id for one in lines])
    db.session.execute(update(AuditLine).where(of_them).values(gone | {"salt": None}))
    if left:
        note(by_id, ERASED, (kind, number), after={"lines": left})
    return len(left)


def faults() -> Iterator[chain.Fault]:
    """Everything that is wrong with the audit, line by line; nothing when it is whole."""
    newest = db.session.scalar(select(AuditHead))
    number, head = (newest.number, newest.link) if newest else (0, chain.BEGINNING)
    if newest is not None and not hmac.compare_digest(newest.mark, mark_of(number, head)):
        yield chain.Fault("forged", number, "head")
    told = db.session.scalars(select(AuditLine.after).where(AuditLine.action == ERASED))
    erased = {line_id: left for after in told for line_id, left in after.get("lines", {}).items()}
    yield from chain.faults(_sealed(), last=number, head=head, erased=erased)
    for line_id in db.session.scalars(select(AuditLine.id).where(AuditLine.number.is_(None))):
        yield chain.Fault("unsealed", 0, str(line_id))


def head() -> tuple[int, str]:
    """How many lines the chain has, and its newest link in hexadecimal: worth keeping elsewhere."""
    newest = db.session.scalar(select(AuditHead))
    return (newest.number, newest.link.hex()) if newest else (0, chain.BEGINNING.hex())


def head_before(moment: datetime) -> tuple[int, str]:
    """How many lines the chain had at a moment, and its newest link then; for publishing, so that others can keep it."""
    sealed = (AuditLine.number.is_not(None), AuditLine.at < moment)
    newest = (
        select(AuditLine.number, AuditLine.link).where(*sealed).order_by(AuditLine.number.desc()).limit(1)
    )
    row = db.session.execute(newest).one_or_none()
    return (row[0] or 0, (row[1] or b"").hex()) if row else (0, chain.BEGINNING.hex())


def has_link(link: str) -> bool:
    """Whether a line with this link is in the log."""
    try:
        wanted = bytes.fromhex(link)
    except ValueError:
        return False
    return db.session.scalar(select(AuditLine.id).where(AuditLine.link == wanted)) is not None


def _sealed() -> Iterator[chain.Sealed]:
    asked = select(AuditLine).where(AuditLine.number.is_not(None)).order_by(AuditLine.number)
    for line in db.session.scalars(asked.execution_options(yield_per=500)):
        yield chain.Sealed(
            line.number or 0, str(line.id), line.content, line.salt, line.digest or b"", line.link or b""
        )


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
