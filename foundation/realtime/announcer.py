"""Telling the rooms from a thread of its own: a slow queue must not slow a vote, and a burst is one message.

What is told may be worked out there too, so that a hundred votes in a second cost ten questions, not a hundred.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

from foundation.database import reading

log = logging.getLogger(__name__)
PAUSE = 0.1
LIMIT = 2000

Payload = dict[str, Any]
Making = Callable[[], Payload | None]
Telling = Callable[[str, str, Payload], None]


class Announcer:
    """Keeps the last payload per room and event, and tells them together ten times a second."""

    def __init__(self, app: Flask, tell: Telling) -> None:
        self._app, self._tell = app, tell
        self._pending: dict[tuple[str, str], Payload | Making] = {}
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    def say(self, room: str, event: str, payload: Payload | Making) -> None:
        """Put a message down and return at once; when far too many wait, it is dropped: pages refresh anyway."""
        with self._lock:
            if len(self._pending) >= LIMIT and (room, event) not in self._pending:
                return
            self._pending[room, event] = payload
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)
                self._thread.start()
        self._news.set()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self._news.wait()
            pause.wait(PAUSE)
            with self._lock:
                told, self._pending = self._pending, {}
                self._news.clear()
            for (room, event), payload in told.items():
                try:
                    self._say_now(room, event, payload)
                except Exception:
                    log.exception("a room could not be told")

    def _say_now(self, room: str, event: str, payload: Payload | Making) -> None:
        if callable(payload):
            with self._app.app_context(), reading():
                made = payload()
        else:
            made = payload
        if made is not None:
            self._tell(room, event, made)
