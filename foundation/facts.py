"""What happened below, heard above: facts are told in a command and delivered after the commit.

A fact is a frozen dataclass of ids. An ordinary listener hears it after the commit and may be lost with
the process. A durable listener gets an outbox row in the fact's own transaction and hears it at least once.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import current_app

log = logging.getLogger(__name__)

Fact = Any
Listener = Callable[[Any], None]
Condition = Callable[[Any], bool]
Enqueue = Callable[[str, dict[str, Any]], None]

_KEY = "told"


class Ears:
    """The listeners of one application."""

    def __init__(self) -> None:
        self.passing: dict[type, list[Listener]] = {}
        self.durable: dict[type, list[tuple[str, Condition | None]]] = {}
        self.session_info: Callable[[], dict[Any, Any]] = dict
        self.enqueue: Enqueue = lambda _kind, _payload: None


def ears() -> Ears:
    """The listeners of the running application."""
    found: Ears = current_app.extensions["facts"]
    return found


def tell(fact: Fact) -> None:
    """Say that something happened in this transaction."""
    heard = ears()
    heard.session_info().setdefault(_KEY, []).append(fact)
    for kind, when in heard.durable.get(type(fact), []):
        if when is None or when(fact):
            heard.enqueue(kind, asdict(fact))


def take(info: dict[Any, Any]) -> list[Fact]:
    """Hand over what was told in a session, and forget it."""
    told: list[Fact] = info.pop(_KEY, [])
    return told


def deliver(told: list[Fact]) -> None:
    """Let every passing listener hear; one that fails is logged and does not silence the others."""
    for fact in told:
        for listener in ears().passing.get(type(fact), []):
            try:
                listener(fact)
            except Exception:
                log.exception("a listener failed", extra={"fact": type(fact).__name__})
