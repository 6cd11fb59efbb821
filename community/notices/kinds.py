"""The kinds of notices: how each is worded, where it leads, and which choice sends it by mail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from flask import Flask, current_app

from community.notices.models import Notice
from foundation.language import _

Topic = Literal["answers", "replies"]
Several = Callable[[Sequence[Notice], int], str]
"""The words of several alike, given with how many people they come from."""


@dataclass(frozen=True)
class Kind:
    """How one kind of notice is worded (in the language spoken now) and where it leads.

    A notice arrives with its `actor` and its `contribution` loaded; both may be gone.
    """

    text: Callable[[Notice], str]
    url: Callable[[Notice], str]
    topic: Topic
    more: Callable[[Notice], str]
    several: Several | None = None


_NAME = "community.notices"


def register(
    app: Flask,
    kind: str,
    text: Callable[[Notice], str],
    url: Callable[[Notice], str],
    *,
    topic: Topic = "answers",
    more: Callable[[Notice], str] = lambda _notice: "",
    several: Several | None = None,
) -> None:
    """Name a kind of notice; upper packages bring their own. `more` is what follows its first line,
    `several` are the words of many alike about one thing, which else stand one by one.
    """
    app.extensions.setdefault(_NAME, {})[kind] = Kind(text, url, topic, more, several)


def kind_of(notice: Notice) -> Kind:
    """The kind of a notice."""
    found: Kind = current_app.extensions[_NAME][notice.kind]
    return found


def known() -> list[str]:
    """Every kind that has words."""
    return list(current_app.extensions.get(_NAME, {}))


def actor_name(notice: Notice) -> str:
    """Who did it, by today's name."""
    actor = notice.actor
    return actor.name if actor is not None and actor.erased_at is None else _("A former member")


def title(notice: Notice) -> str:
    """What it is about, in a few words."""
    return notice.contribution.label if notice.contribution else _("something that is gone")
