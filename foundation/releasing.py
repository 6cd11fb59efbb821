"""The port asked before words become public outside a contribution: answers of the house, names, the words of the site.

What must not be told yet is known floors above, yet it must be known in the transaction that publishes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from foundation.errors import Refused
from foundation.language import _l

_NAME = "releasing"


@dataclass(frozen=True)
class Words:
    """What is about to be read: the texts, what they are, by whom, about what, and whether only a circle reads them."""

    texts: tuple[str, ...]
    what: str
    by_id: int | None = None
    thing: tuple[str, int] = ("", 0)
    sealed: bool = False


class Untold(Refused):
    """Something in the words is not public yet, and whoever wrote them may not decide that it is."""

    field = "text"
    message = _l("Something in these words cannot stand on a public page. Please say it in another way.")


class SureNeeded(Refused):
    """Something in the words is not public yet; whoever wrote them may publish them all the same, once they are sure."""

    message = _l("Something in these words is not public yet.")


Ask = Callable[[Words], None]


def register(app: Flask, ask: Ask) -> None:
    """Name who knows what must not be told yet."""
    app.extensions[_NAME] = ask


def ask(words: Words) -> None:
    """Refuse words that must not be told yet: Untold, or SureNeeded for who may tell them knowingly."""
    registered: Ask | None = current_app.extensions.get(_NAME)
    if registered is not None:
        registered(words)


def is_free(*texts: str) -> bool:
    """Whether words of anybody may stand in public."""
    try:
        ask(Words(texts, "own"))
    except Refused:
        return False
    return True
