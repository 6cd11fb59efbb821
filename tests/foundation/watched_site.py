"""The site with a few more socket events, by which test_realtime.py makes it act; served by gunicorn."""

from typing import Any

from flask import Flask

import wsgi
from accounts import sessions
from foundation import database, realtime
from foundation.realtime.hub import hub


def create_app() -> Flask:
    """The application, whose rooms `thing:<even id>` everybody may watch."""
    app = wsgi.create_app()
    realtime.may_watch(app, "thing", lambda _member, thing_id: thing_id % 2 == 0)
    with app.app_context():
        socketio = hub().socketio
    assert socketio is not None

    @socketio.on("tell")
    def tell(said: list[Any]) -> str:
        realtime.broadcast(said[0], "moved", {"votes": said[1]})
        return "told"

    @socketio.on("end_session")
    def end_session(token: str) -> None:
        with database.writing():
            sessions.end_session(token)

    @socketio.on("end_sessions")
    def end_sessions(member_id: int) -> None:
        with database.writing():
            sessions.end_sessions(member_id)

    return app
