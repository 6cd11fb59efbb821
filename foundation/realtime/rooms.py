"""Rooms across processes: closing one drops its sockets wherever they are held."""

from typing import Any

from socketio import Manager, RedisManager

NAMESPACE = "/"
SWEPT = ("member:", "session:")
"""Closing these rooms drops the sockets in them; closing any other only empties it."""


class OneProcess(Manager):
    """Rooms when one process serves."""

    def close_room(self, room: str, namespace: str | None = None) -> None:
        """Drop or empty a room."""
        drop_participants(self, room)
        super().close_room(room, namespace or NAMESPACE)


class ManyProcesses(RedisManager):
    """Rooms when several processes serve, joined by Redis."""

    def _handle_close_room(self, message: dict[str, Any]) -> None:
        drop_participants(self, message["room"])
        super()._handle_close_room(message)


def drop_participants(rooms: Any, room: str) -> None:
    """Disconnect this process's sockets of a room that stands for a person or a session."""
    if not room.startswith(SWEPT) or room not in rooms.rooms.get(NAMESPACE, {}):
        return
    for sid, _eio_sid in list(rooms.get_participants(NAMESPACE, room)):
        hang_up(rooms.server, sid)


def hang_up(server: Any, sid: str) -> None:
    """Close a socket and free its thread; saying goodbye alone would leave the line open.

    Nobody waits for the line to be written out: a browser that hangs up first ends the line's writer, and who waits
    for that writer (the one thread that listens to the other processes) would wait for ever.
    """
    line = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, NAMESPACE))
    server.disconnect(sid, ignore_queue=True)
    if line is not None:
        line.close(wait=False, reason=server.eio.reason.SERVER_DISCONNECT)


def rooms_for(redis_url: str) -> Any:
    """The rooms that fit the settings."""
    if not redis_url:
        return OneProcess()
    patience = {"socket_connect_timeout": 2, "socket_keepalive": True, "health_check_interval": 30}
    return ManyProcesses(redis_url, channel="ensemble", redis_options=patience)
