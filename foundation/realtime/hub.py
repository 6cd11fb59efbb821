"""Who holds a socket, which rooms it watches, and how rooms are told."""

import json
import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from engineio.async_drivers.threading import SimpleWebSocketWSGI
from flask import Flask, current_app, request
from flask_socketio import SocketIO, join_room, leave_room
from simple_websocket import ConnectionClosed

from foundation.realtime.announcer import Announcer, Making, Payload
from foundation.realtime.door import Door
from foundation.realtime.rooms import NAMESPACE, hang_up, rooms_for
from foundation.settings import Settings

log = logging.getLogger(__name__)

ROOM = re.compile(r"^([a-z_]{1,30}):([0-9]{1,16})$")
LARGEST_IN = 4096
LARGEST_OUT = 1024
ROOMS_EACH = 60
EVENTS_EACH = 600
RECHECK = 30.0


@dataclass(frozen=True)
class Watcher:
    """Who holds a socket: the member, and the session it hangs on."""

    member: Any
    member_id: int
    session: str


Identify = Callable[[], Watcher | None]
Guard = Callable[[Any, int], bool]


@dataclass
class Held:
    """One open socket of this process."""

    environ: dict[str, Any]
    session: str
    rooms: set[str] = field(default_factory=set)
    events: int = 0


class Hub:
    """The sockets of one application."""

    def __init__(self, app: Flask, *, many: bool) -> None:
        self.many = many
        self.identify: Identify = lambda: None
        self.guards: dict[str, Guard] = {}
        self.held: dict[str, Held] = {}
        self.socketio: SocketIO | None = None
        self.door: Door | None = None
        self.announcer = Announcer(app, self._emit)
        self._warden: threading.Thread | None = None

    def _emit(self, room: str, event: str, payload: Payload) -> None:
        if len(json.dumps(payload)) > LARGEST_OUT:
            raise ValueError(f"{event} is too large for a socket: send a version and let the page ask")
        if self.socketio is not None:
            self.socketio.emit(event, payload, to=room)

    def allows(self, watcher: Watcher, room: str) -> bool:
        """Whether somebody may watch a room; asked anew for every request to watch."""
        parts = ROOM.match(room)
        guard = self.guards.get(parts[1]) if parts else None
        return parts is not None and guard is not None and guard(watcher.member, int(parts[2]))

    def keep_watch(self, app: Flask) -> None:
        """Start the thread that looks now and then whether each socket may still be here."""
        if self._warden is None:
            self._warden = threading.Thread(target=self._watch, args=(app,), name="warden", daemon=True)
            self._warden.start()

    def _watch(self, app: Flask) -> None:
        pause = threading.Event()
        while not pause.wait(RECHECK):
            self.look_over(app)

    def look_over(self, app: Flask, room: str | None = None) -> None:
        """Drop sockets whose session ended; take out of rooms who may no longer see them."""
        for sid, held in list(self.held.items()):
            if room is not None and room not in held.rooms:
                continue
            try:
                with app.request_context(held.environ):
                    self._look_at(sid, held)
            except Exception:
                log.exception("a socket could not be checked again")

    def _look_at(self, sid: str, held: Held) -> None:
        assert self.socketio is not None
        watcher = self.identify()
        if watcher is None or watcher.session != held.session:
            hang_up(self.socketio.server, sid)
            return
        for room in [room for room in held.rooms if not self.allows(watcher, room)]:
            held.rooms.discard(room)
            self.socketio.server.leave_room(sid, room, namespace=NAMESPACE)


def hub() -> Hub:
    """The sockets of the running application."""
    found: Hub = current_app.extensions["realtime"]
    return found


def member_room(member_id: int) -> str:
    """The room of all sockets of a member."""
    return f"member:{member_id}"


def session_room(session: str) -> str:
    """The room of all sockets of one signed-in browser."""
    return f"session:{session}"


def identify_by(app: Flask, identify: Identify) -> None:
    """Say how the request of a socket is known."""
    app.extensions["realtime"].identify = identify


def may_watch(app: Flask, prefix: str, guard: Guard) -> None:
    """Say who may watch the rooms `<prefix>:<id>`."""
    app.extensions["realtime"].guards[prefix] = guard


def broadcast(room: str, event: str, payload: Payload | Making) -> None:
    """Tell a room something small (ids and numbers), after the commit and without waiting.

    A function is called later, off this thread, to work the payload out; None then tells nothing.
    """
    if somebody_listens():
        hub().announcer.say(room, event, payload)


def somebody_listens() -> bool:
    """Whether a socket may be open, here or in another process."""
    here = hub()
    return here.socketio is not None and (here.many or bool(here.held))


def drop(room: str) -> None:
    """Close every socket of a member or a session, in all processes."""
    here = hub()
    if here.socketio is not None:
        here.socketio.server.close_room(room, namespace=NAMESPACE)


def recheck(room: str | None = None) -> None:
    """Ask the guard of a room (of every room, if none is named) again for all who watch it here: something was hidden."""
    here = hub()
    if here.socketio is not None:
        threading.Thread(
            target=here.look_over,
            args=(current_app._get_current_object(), room),  # type: ignore[attr-defined]
            daemon=True,
        ).start()


def open_sockets() -> int:
    """How many sockets this process holds."""
    here = hub()
    return here.door.open if here.door else 0


def init_app(app: Flask, settings: Settings) -> None:
    """Make the sockets of an application, unless realtime is off."""
    here = Hub(app, many=bool(settings.redis_url))
    app.extensions["realtime"] = here
    app.jinja_env.globals["live"] = settings.realtime == "on"
    if settings.realtime == "off":
        return
    site = app.wsgi_app
    here.socketio = SocketIO(
        app,
        async_mode="threading",
        async_handlers=False,
        manage_session=False,
        transports=["websocket"],
        allow_upgrades=False,
        cors_allowed_origins=lambda _origin, _environ: True,
        client_manager=rooms_for(settings.redis_url),
        max_http_buffer_size=LARGEST_IN,
        ping_interval=25,
        ping_timeout=20,
        logger=False,
        engineio_logger=False,
    )
    _cap_messages(here.socketio)
    here.door = Door(app, site, app.wsgi_app, settings, lambda: here.identify() is not None)
    app.wsgi_app = here.door  # type: ignore[method-assign]
    _listen(app, here)


class CappedWebSocket(SimpleWebSocketWSGI):
    """A WebSocket that refuses a large message while it arrives, not after it was kept whole."""

    def __init__(self, handler: Any, server: Any, **options: Any) -> None:
        super().__init__(handler, server, max_message_size=LARGEST_IN, **options)

    def wait(self) -> Any:
        """The next message; looks up now and then, because a line cut for its size wakes nobody."""
        while True:
            try:
                message = self.ws.receive(timeout=2)
            except ConnectionClosed:
                return None
            if message is not None or not self.ws.connected:
                return message


def _cap_messages(socketio: SocketIO) -> None:
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": CappedWebSocket}  # noqa: SLF001  no public way


def _listen(app: Flask, here: Hub) -> None:
    assert here.socketio is not None

    @here.socketio.on("connect")
    def connect(_auth: Any = None) -> bool:
        watcher = here.identify()
        if watcher is None:
            return False
        here.held[request.sid] = Held(dict(request.environ), watcher.session)  # type: ignore[attr-defined]
        join_room(member_room(watcher.member_id))
        join_room(session_room(watcher.session))
        here.keep_watch(app)
        return True

    @here.socketio.on("disconnect")
    def disconnect(_reason: Any = None) -> None:
        here.held.pop(request.sid, None)  # type: ignore[attr-defined]

    @here.socketio.on("watch")
    def watch(wanted: Any = None) -> list[str]:
        return _watching(here, wanted)

    @here.socketio.on("unwatch")
    def unwatch(left: Any = None) -> list[str]:
        held = here.held.get(request.sid)  # type: ignore[attr-defined]
        for room in strings(left) & (held.rooms if held else set()):
            held.rooms.discard(room)  # type: ignore[union-attr]
            leave_room(room)
        return sorted(held.rooms) if held else []


def strings(sent: Any) -> set[str]:
    """The texts among what a socket sent, which may be anything."""
    return {text for text in sent if isinstance(text, str)} if isinstance(sent, list) else set()


def _watching(here: Hub, wanted: Any) -> list[str]:
    """Join the rooms that the guards allow; answer all that are watched now."""
    sid = request.sid  # type: ignore[attr-defined]
    held = here.held.get(sid)
    watcher = here.identify()
    if held is not None:
        held.events += 1
    if held is None or watcher is None or watcher.session != held.session or held.events > EVENTS_EACH:
        hang_up(here.socketio.server, sid)  # type: ignore[union-attr]
        return []
    for room in sorted(strings(wanted)):
        if room not in held.rooms and len(held.rooms) < ROOMS_EACH and here.allows(watcher, room):
            held.rooms.add(room)
            join_room(room)
    return sorted(held.rooms)
