"""Spelling and likeness, the same for every kind of index."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from foundation.html import clean_line
from foundation.search import table
from foundation.search.questions import LONGEST
from foundation.search.words import TOKEN, analyse, fold, known_language, spelled

RARE = 8
_CANDIDATES = 5


def corrected(text: str, holds: Callable[[str], bool]) -> str | None:
    """The text with each word that no document holds replaced by the nearest one that some do."""
    text = clean_line(text[:LONGEST])
    written = text
    for token in list(dict.fromkeys(TOKEN.findall(text)))[:12]:
        for word in spelled(token):
            better = None if holds(word) else nearest(word, holds)
            if better:
                written = written.replace(token, token.lower().replace(word, better))
    return written if written != text else None


def nearest(word: str, holds: Callable[[str], bool]) -> str | None:
    """The known word that differs by least, the more frequent one of two."""
    furthest = 1 if len(word) < 6 else 2
    near = [
        (apart, -count, candidate)
        for candidate, count in table.words_like(word).items()
        if (apart := distance(fold(word), fold(candidate), furthest)) <= furthest
    ]
    return next(
        (candidate for _apart, _count, candidate in sorted(near)[:_CANDIDATES] if holds(candidate)), None
    )


def distance(one: str, other: str, furthest: int) -> int:
    """How many letters must be changed, added, dropped or swapped; counting stops past `furthest`."""
    if abs(len(one) - len(other)) > furthest:
        return furthest + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for column, match in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != match))
            swapped = place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == match
            row.append(min(cost, older[column - 2] + 1) if swapped else cost)
        if min(row) > furthest:
            return furthest + 1
    return row[-1]


def rare_words(text: str) -> list[str]:
    """The words of a text that fewest documents hold, rarest first; words in none help nobody."""
    counts = table.held_by(spelled(clean_line(text[:5000])))
    return sorted(counts, key=lambda word: (counts[word], word))[:RARE]


def alike(rows: Iterable[Any], words: Collection[str], size: int, exclude: Collection[int]) -> list[int]:
    """Those that share enough of the rare words, in their order; rows have id, title, body and language."""
    near = (row.id for row in rows if share_enough(words, row.title, row.body, row.language))
    return [number for number in near if number not in exclude][:size]


def share_enough(words: Collection[str], title: str, body: str, language: str) -> bool:
    """Whether a document has two of the rare words, or the only one there is."""
    language = known_language(language)
    stems = set(_stems(words, language))
    if not stems:
        return False
    return len(stems & set(analyse(f"{title} {body}", language))) >= min(2, len(stems))


def _stems(words: Iterable[str], language: str) -> Iterable[str]:
    return analyse(" ".join(words), language)
