"""Embargoed terms that a database cannot give away: only keyed hashes are kept (HMAC-SHA256, RFC 2104).

A text is looked through by hashing each run of its words, in every view, and asking whether the hash is listed.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moderation.screening.views import fold, views

WORD = re.compile(r"\S+")
LONGEST = 6
MOST_WORDS = 1_500


class TooLong(ValueError):
    """A term has at most six words."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Where an embargoed term stands in the text; all that is said of it is its number."""

    number: int
    start: int
    end: int


def seal(term: str, key: bytes) -> bytes:
    """32 bytes that stand for a term, whatever its case, accents and signs; raises TooLong, ValueError when empty."""
    words = fold(term).split()
    if not words:
        raise ValueError("a term has a letter")
    if len(words) > LONGEST:
        raise TooLong
    return _hash(" ".join(words), key)


def find(text: str, sealed: Mapping[bytes, int], lengths: Iterable[int], key: bytes) -> list[Leak]:
    """The embargoed terms of a text; `sealed` gives the number of each hash, `lengths` the word counts that occur."""
    found: dict[tuple[int, int], Leak] = {}
    wanted = sorted(set(lengths))
    for view in views(text) if sealed else ():
        words = list(WORD.finditer(view.text))[:MOST_WORDS]
        for length in wanted:
            for first, last in zip(words, words[length - 1 :], strict=False):
                number = sealed.get(_hash(view.text[first.start() : last.end()], key))
                if number is not None:
                    span = view.span(first.start(), last.end())
                    found.setdefault(span, Leak(number, *span))
    return sorted(found.values(), key=lambda leak: leak.start)


def _hash(words: str, key: bytes) -> bytes:
    return hmac.digest(key, words.encode(), "sha256")
