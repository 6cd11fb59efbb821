"""After the commit: open pages of a session that ended lose their socket."""

from flask import Flask

from accounts.access import current_member, current_session
from accounts.facts import SessionEnded, SessionsEnded
from foundation import outbox, realtime


def watcher() -> realtime.Watcher | None:
    """Who holds the socket whose request this is."""
    member, session = current_member(), current_session()
    if member is None or session is None:
        return None
    return realtime.Watcher(member, member.id, session.token_hash.hex())


def drop_session(fact: SessionEnded) -> None:
    """Close the sockets of one browser."""
    realtime.drop(realtime.session_room(fact.session))


def drop_member(fact: SessionsEnded) -> None:
    """Close all sockets of a member; a browser that stays signed in opens its own again."""
    realtime.drop(realtime.member_room(fact.member_id))


def init_app(app: Flask) -> None:
    """Let the sockets know who asks, and who left."""
    realtime.identify_by(app, watcher)
    outbox.listen(app, SessionEnded, drop_session)
    outbox.listen(app, SessionsEnded, drop_member)
