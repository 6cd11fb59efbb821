"""Telling the rooms from a thread of its own: a slow queue must not slow a vote, and a burst is one message."""

import logging
import threading
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)
PAUSE = 0.1
LIMIT = 2000

Telling = Callable[[str, str, dict[str, Any]], None]


class Announcer:
    """Keeps the last payload per room and event, and tells them together ten times a second."""

    def __init__(self, tell: Telling) -> None:
        self._tell = tell
        self._pending: dict[tuple[str, str], dict[str, Any]] = {}
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    def say(self, room: str, event: str, payload: dict[str, Any]) -> None:
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
                    self._tell(room, event, payload)
                except Exception:
                    log.exception("a room could not be told")
