"""The entrance: what a browser's cookie holds when somebody comes in, proves who they are again, or leaves."""

from datetime import datetime, timedelta
from typing import Any

from flask import g, request, session

from accounts import passwords, queries, second_factor, throttle
from accounts.access import TOKEN
from accounts.models import Member
from accounts.sessions import digest, end_session, open_session, renew_session
from foundation import database
from foundation.clock import now
from foundation.database import db

HALF, TYPED, ASKED = "half", "typed", "asked"
HALF_LASTS = timedelta(minutes=10)
AGAIN = timedelta(seconds=60)


def admit(member: Member) -> None:
    """Give the browser a new session of the member, whatever it had before."""
    _drop_token()
    for name in (HALF, TYPED, ASKED, "csrf_token"):
        session.pop(name, None)
    session[TOKEN] = open_session(member, request.user_agent.string)
    session.permanent = not member.role.is_staff


def admit_half(member: Member, way_back: str | None) -> None:
    """Note that the password was right and the code is still to come."""
    session[HALF] = {"id": member.id, "at": now().isoformat(), "next": way_back, "proof": _proof(member)}


def half_admitted() -> tuple[Member, str | None] | None:
    """Who typed the right password a moment ago and still owes the code."""
    half: dict[str, Any] | None = session.get(HALF)
    if half is None or datetime.fromisoformat(half["at"]) + HALF_LASTS < now():
        return None
    member = db.session.get(Member, half["id"])
    good = (
        member is not None
        and member.is_active
        and member.has_second_factor
        and _proof(member) == half["proof"]
    )
    return (member, half["next"]) if member is not None and good else None


def keep_typed(email: str | None) -> None:
    """Keep the address somebody typed, so that the next page does not ask for it again."""
    session[TYPED] = queries.address(email or "")[:254]


def typed() -> str:
    """The address typed a moment ago in this browser."""
    return str(session.get(TYPED, ""))


def note_letter() -> None:
    """Note that a letter was asked for just now."""
    session[ASKED] = now().isoformat()


def seconds_to_wait() -> int:
    """How long before it makes sense to ask for the letter once more."""
    asked = session.get(ASKED)
    left = datetime.fromisoformat(asked) + AGAIN - now() if asked else timedelta()
    return max(0, round(left.total_seconds()))


def leave() -> None:
    """Take the session off the browser; what it chose, such as its language, stays."""
    language = session.get("language")
    _drop_token()
    session.clear()
    if language:
        session["language"] = language


def renew() -> None:
    """Give the session in use another id, after the person proved who they are."""
    session[TOKEN] = renew_session(session[TOKEN])
    _forget_loaded()


def member_by_password(email: str, password: str) -> int | None:
    """The id of the member with this address and password; costs attempts, and the same time for everybody."""
    with database.writing():
        throttle.spend(*throttle.of_sign_in(queries.address(email), request.remote_addr))
    with database.reading():
        found = queries.by_email(email)
        known = (found.id, found.password_hash) if found else (None, None)
    if not passwords.matches(known[1], password):
        return None
    fresh = passwords.hashed(password) if known[1] and passwords.is_outdated(known[1]) else None
    with database.writing():
        throttle.refund(throttle.SIGN_IN_ACCOUNT.of(queries.address(email)))
        if fresh:
            db.session.get_one(Member, known[0]).password_hash = fresh
    return known[0]


def take_code(member_id: int, code: str) -> None:
    """Take a code of the second factor; costs attempts."""
    who = str(member_id)
    with database.writing():
        throttle.spend(throttle.CODE.of(who), throttle.CODE_DAY.of(who))
    with database.writing():
        second_factor.prove(db.session.get_one(Member, member_id), code)
        throttle.refund(throttle.CODE.of(who))


def _proof(member: Member) -> str:
    return digest(member.password_hash or "")[:8].hex()


def _drop_token() -> None:
    token = session.pop(TOKEN, None)
    if isinstance(token, str):
        end_session(token)
        _forget_loaded()


def _forget_loaded() -> None:
    for name in ("_login_user", "member_session", "session_hash"):
        g.pop(name, None)
