"""What happened to a contribution, told within its conversation: kinds upstairs say how to read it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from flask import Flask, current_app

from community.contributions.models import Contribution


class Event(NamedTuple):
    """One step: what it became, when, and by whom if that is known."""

    stage: str
    created_at: datetime
    name: str | None
    state: str = "event"


Load = Callable[[int], Sequence[Event]]


def register(app: Flask, kind: str, load: Load) -> None:
    """Say how the events of a kind of contribution are read."""
    app.extensions.setdefault("comments.events", {})[kind] = load


def events_of(about: Contribution) -> Sequence[Event]:
    """What happened to this contribution, the first first."""
    load: Load | None = current_app.extensions.get("comments.events", {}).get(about.kind)
    return load(about.id) if load else ()
