"""The watcher of the calendar: a text with an embargoed term waits, whatever its language and its space."""

from moderation.embargo.commands import found
from moderation.embargo.queries import numbers_in
from moderation.watching import Found, Written


def embargoed_terms(written: Written) -> list[Found]:
    """Held for each embargoed term, by its number.

    A text that is only typed is not answered: else anybody could try words until one is refused.
    """
    return [] if written.contribution is None else [found(number) for number in numbers_in(written)]
