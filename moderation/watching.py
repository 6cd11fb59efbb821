"""What looks at a text before it is published: each capability of moderation registers a watcher of its own.

The same watchers answer for a text that is only typed yet, so that its author can be told before it is sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Self

from flask import Flask, current_app

from accounts.models import Member
from community.contributions.mentions import typed
from community.contributions.models import Contribution
from community.pictures.queries import words_of
from moderation.reasons import Because

_NAME = "moderation.watchers"


class Act(IntEnum):
    """What a finding asks for, the mildest first: keep in mind, read afterwards, publish without rank, hold."""

    NOTE = 0
    REVIEW = 1
    LIMIT = 2
    HOLD = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in title, text or more, from start to end (exclusive) in characters."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a watcher saw: why it matters, what it asks for, where it stands, and what it was seen with."""

    because: Because
    detail: str = ""
    act: Act = Act.HOLD
    severity: float = 0.0
    places: tuple[Place, ...] = ()
    seen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A text as its reader would see it; `more` are words beside it (tags, what pictures show); no contribution while it is only typed."""

    kind: str
    title: str
    text: str
    language: str
    space_id: int
    author: Member | None
    contribution: Contribution | None = None
    more: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """Everything with words in it, by the name that a place gives it."""
        return {"title": self.title, "text": self.text, "more": self.more}

    @classmethod
    def of(cls, contribution: Contribution, author: Member | None) -> Self:
        """What stands in a contribution now."""
        text = typed(contribution.source, contribution.html)
        of_it = (contribution.kind, contribution.title, text, contribution.language, contribution.space_id)
        more = f"{contribution.further_words} {words_of(contribution.id)}".strip()
        return cls(*of_it, author, contribution, more)


Watcher = Callable[[Written], Sequence[Found]]


def register(app: Flask, name: str, watcher: Watcher) -> None:
    """Let a watcher look at everything that is written, after those that are registered already."""
    app.extensions.setdefault(_NAME, {})[name] = watcher


def watch(written: Written) -> list[Found]:
    """Everything the watchers see, in the order in which they were registered."""
    watchers: dict[str, Watcher] = current_app.extensions.get(_NAME, {})
    return [found for watcher in watchers.values() for found in watcher(written)]
