"""The door before the sockets: each open one holds a thread, so who may not come in is turned away here."""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from foundation.settings import Settings

log = logging.getLogger(__name__)
PATH = "/socket.io"
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Door:
    """WSGI: lets sockets of signed-in people on our own pages in, up to the cap; all else goes to the site."""

    def __init__(
        self, app: Flask, site: Wsgi, sockets: Wsgi, settings: Settings, known: Callable[[], bool]
    ) -> None:
        self.app, self.site, self.sockets, self.settings, self.known = app, site, sockets, settings, known
        self.open = 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if path != PATH and not path.startswith(f"{PATH}/"):
            return self.site(environ, start_response)
        status = self._refusal(environ)
        if status:
            return Response("", status, {"Cache-Control": "no-store"})(environ, start_response)
        if not self._enter():
            full = Response("", 503, {"Cache-Control": "no-store", "Retry-After": "30"})
            return full(environ, start_response)
        try:
            return self.sockets(environ, start_response)
        finally:
            self._leave()

    def _refusal(self, environ: dict[str, Any]) -> int:
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return 400
        try:
            with self.app.request_context(environ):
                if not self._from_our_pages():
                    return 403
                return 0 if self.known() else 401
        except HTTPException as fault:
            return fault.code or 400
        except Exception:
            log.exception("a socket could not be checked")
            return 503

    def _from_our_pages(self) -> bool:
        origin = urlsplit(request.headers.get("Origin", "")).netloc
        return origin in (urlsplit(request.host_url).netloc, urlsplit(self.settings.base_url).netloc)

    def _enter(self) -> bool:
        with self._lock:
            if self.open >= self.settings.socket_cap:
                return False
            self.open += 1
            return True

    def _leave(self) -> None:
        with self._lock:
            self.open -= 1
