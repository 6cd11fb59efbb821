"""Passwords: which are good enough, and how they are kept (Argon2id, at most two at a time)."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import lazy_gettext as _l

from foundation.errors import Invalid

SHORTEST, LONGEST = 10, 256
FILE = Path(__file__).with_name("common_words.txt")
PLAIN = str.maketrans("0134578@$!€", "oieastbasie")
ROWS = (
    "qwertyuiop",
    "azertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "zxcvbnm",
    "wxcvbn",
    "0123456789",
    "abcdefghijklmnopqrstuvwxyz",
)

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_turn = threading.BoundedSemaphore(2)


class PasswordRefused(Invalid):
    """The password would be guessed."""

    field = "password"


def hashed(password: str) -> str:
    """What is kept of a password; slow on purpose, so never inside a write transaction."""
    with _turn:
        return _hasher.hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password; takes as long when there is none."""
    with _turn:
        try:
            _hasher.verify(kept or _nobodys(), _normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def check(password: str, *, about: Iterable[str]) -> None:
    """Refuse a password that is short, common, a row of keys, or made of what is known about the person."""
    text = _normal(password)
    if len(text) < SHORTEST:
        raise PasswordRefused(_l("Please use at least 10 characters. A short sentence works well."))
    if len(text) > LONGEST:
        raise PasswordRefused(_l("Please use at most 256 characters."))
    if _is_guessable(text, [word for given in about for word in _words(given)]):
        raise PasswordRefused(
            _l("This password would be guessed quickly. A few unrelated words make a good one.")
        )


def _is_guessable(text: str, about: list[str]) -> bool:
    low = text.casefold()
    if len(set(low)) < 5 or _is_row(low) or low.isdigit():
        return True
    return any(_is_thin(form, about) for form in (low, low.translate(PLAIN)))


def _is_thin(left: str, about: list[str]) -> bool:
    """Whether less than four letters are left without what is known and without two common words."""
    for word in sorted(about, key=len, reverse=True):
        left = left.replace(word, "")
    for word in [word for word in _common() if word in left][:2]:
        left = left.replace(word, "")
    return len(re.sub(r"[\W\d_]", "", left)) < 4


def _is_row(low: str) -> bool:
    """Whether it is mostly keys that lie in a row."""
    pairs = {a + b for row in ROWS for line in (row, row[::-1]) for a, b in pairwise(line)}
    steps = [low[place : place + 2] for place in range(len(low) - 1)]
    return sum(step in pairs or step[0] == step[1] for step in steps) >= 0.75 * len(steps)


def _words(text: str) -> list[str]:
    parts = re.split(r"[\W\d_]+", unicodedata.normalize("NFC", text).casefold())
    return [part for part in parts if len(part) >= 3]


@cache
def _common() -> tuple[str, ...]:
    words = set(FILE.read_text(encoding="utf-8").split())
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _nobodys() -> str:
    return _hasher.hash("the password of nobody")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
