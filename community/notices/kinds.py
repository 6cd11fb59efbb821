"""The kinds of notices: how each is worded and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from .models import Notice


@dataclass(frozen=True)
class Kind:
    """How one kind of notice is worded (in the language spoken now) and where it leads."""

    text: Callable[[Notice], str]
    url: Callable[[Notice], str]


_NAME = "community.notices"


def register(app: Flask, kind: str, text: Callable[[Notice], str], url: Callable[[Notice], str]) -> None:
    """Name a kind of notice; upper packages bring their own."""
    app.extensions.setdefault(_NAME, {})[kind] = Kind(text, url)


def kind_of(notice: Notice) -> Kind:
    """The kind of a notice."""
    found: Kind = current_app.extensions[_NAME][notice.kind]
    return found
