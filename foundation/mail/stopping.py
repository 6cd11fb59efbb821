"""Saying no to letters with one press (RFC 8058): an address signed for one member and one kind of letter."""

from collections.abc import Callable

from flask import Flask, current_app
from itsdangerous import BadSignature, URLSafeSerializer

from foundation.settings import current

Deed = Callable[[int], None]
_NAME = "mail.stopping"


def register(app: Flask, topic: str, deed: Deed) -> None:
    """Say how a member (by id) is written no more letters of a topic."""
    app.extensions.setdefault(_NAME, {})[topic] = deed


def address(topic: str, member_id: int) -> str:
    """Where the reader of a letter says no; it works for ever, and for nothing else."""
    path = current_app.url_map.bind("localhost").build(
        "portal.stop_letters", {"token": _signer().dumps([topic, member_id])}
    )
    return current().base_url.rstrip("/") + path


def read(token: str) -> tuple[str, int] | None:
    """The topic and the member of an address of ours."""
    try:
        topic, member_id = _signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return (topic, member_id) if topic in current_app.extensions.get(_NAME, {}) else None


def stop(topic: str, member_id: int) -> None:
    """Write no more letters of a topic to a member."""
    current_app.extensions[_NAME][topic](member_id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current().secret_key, salt=_NAME)
