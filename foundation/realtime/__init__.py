"""Numbers that move in open pages: small messages to rooms of sockets, content comes by HTTP.

A socket belongs to somebody who has signed in, comes from our own pages, and sees only rooms whose guard lets it.
Upper packages say who asks (`identify_by`) and who may watch what (`may_watch`), and call `broadcast` after a commit.
"""

from flask import Flask

from foundation.realtime.hub import (
    Watcher,
    broadcast,
    drop,
    identify_by,
    init_app as _init_hub,
    may_watch,
    member_room,
    open_sockets,
    recheck,
    session_room,
    somebody_listens,
)
from foundation.settings import Settings

__all__ = [
    "Watcher",
    "broadcast",
    "drop",
    "identify_by",
    "init_app",
    "may_watch",
    "member_room",
    "open_sockets",
    "recheck",
    "session_room",
    "somebody_listens",
]


def init_app(app: Flask, settings: Settings) -> None:
    """Open the door for sockets, unless the setting says off."""
    _init_hub(app, settings)
