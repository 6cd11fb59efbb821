"""Signed-in browsers as rows: opened, found, ended."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import bindparam, delete, or_, select, update

from accounts.facts import SessionEnded, SessionsEnded
from accounts.models import Member, MemberSession
from foundation.clock import now
from foundation.database import db
from foundation.facts import tell

IDLE = {True: timedelta(minutes=30), False: timedelta(days=14)}
LONGEST = {True: timedelta(hours=12), False: timedelta(days=90)}
# Asked by every page of everybody who has signed in, so it is put together once.
THEIRS = (
    select(Member, MemberSession)
    .join(MemberSession, MemberSession.member_id == Member.id)
    .where(MemberSession.token_hash == bindparam("hash"))
)


def digest(token: str) -> bytes:
    """What is kept of a session's id."""
    return hashlib.sha256(token.encode()).digest()


def open_session(member: Member, agent: str = "") -> str:
    """Begin a session; answer its id, which only the browser keeps."""
    token = secrets.token_urlsafe(32)
    db.session.add(MemberSession(token_hash=digest(token), member_id=member.id, agent=agent[:200]))
    return token


def find(token: str) -> tuple[Member, MemberSession] | None:
    """Whose session this is, if it is still good, with its row."""
    found = db.session.execute(THEIRS, {"hash": digest(token)}).one_or_none()
    if found is None:
        return None
    member, session = found
    staff = member.role.is_staff
    good = session.seen_at + IDLE[staff] > now() and session.created_at + LONGEST[staff] > now()
    return (member, session) if member.is_active and good else None


def touch(token_hash: bytes) -> None:
    """Note that a session is in use."""
    db.session.execute(
        update(MemberSession).where(MemberSession.token_hash == token_hash).values(seen_at=now()),
        execution_options={"synchronize_session": False},
    )


def renew_session(token: str) -> str:
    """Give a session another id and note that the person has just proved who they are."""
    fresh = secrets.token_urlsafe(32)
    db.session.execute(
        update(MemberSession)
        .where(MemberSession.token_hash == digest(token))
        .values(token_hash=digest(fresh), confirmed_at=now(), seen_at=now()),
        execution_options={"synchronize_session": False},
    )
    return fresh


def end_session(token: str) -> None:
    """End one session."""
    db.session.execute(delete(MemberSession).where(MemberSession.token_hash == digest(token)))
    tell(SessionEnded(digest(token).hex()))


def end_sessions(member_id: int, *, but: str | None = None) -> None:
    """End all sessions of a member, but perhaps the one in use."""
    ended = delete(MemberSession).where(MemberSession.member_id == member_id)
    if but is not None:
        ended = ended.where(MemberSession.token_hash != digest(but))
    db.session.execute(ended)
    tell(SessionsEnded(member_id))


def forget_ended() -> None:
    """Delete the sessions that nobody can use any more."""
    rested = MemberSession.seen_at < now() - IDLE[False]
    old = MemberSession.created_at < now() - LONGEST[False]
    db.session.execute(delete(MemberSession).where(or_(rested, old)))
