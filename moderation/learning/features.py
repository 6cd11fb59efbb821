"""What the model reads of a text: words, word pairs and letter groups, hashed into a fixed number of places.

The hashing trick (Weinberger et al., ICML 2009) with two halves of 2^18 places: word 1- and 2-grams, and letter 2- to
5-grams within words. Done here and not by scikit-learn's vectoriser, whose import costs the serving process 2 s and
some 100 MB; only the trainer, a process of its own, loads scikit-learn. Listed words, also disguised ones, are told beside the
words themselves by their tier and topic: so a rare slur is known from the first decision about another.
"""

import itertools
import zlib
from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from moderation.screening.lists import built_in
from moderation.screening.views import fold

HALF = 1 << 18
PLACES = 2 * HALF
LETTERS = range(2, 6)
LONGEST = 6_000
LISTED = 4

Row = tuple[NDArray[np.int32], NDArray[np.float32]]


def row_of(text: str) -> Row:
    """Places (ascending, each once) and their weights: log(1 + count), each half of length 1 in the Euclidean norm."""
    text = text[:LONGEST]
    words = fold(text).split()
    told = itertools.chain(word_grams(words), listed(text))
    halves = (_counted(told, 0), _counted(letter_grams(words), HALF))
    places = np.array([place for counts in halves for place in sorted(counts)], dtype=np.int32)
    return places, np.concatenate([_weighed(counts) for counts in halves])


def word_grams(words: list[str]) -> Iterator[str]:
    """The words of a text and each pair of neighbours."""
    yield from words
    yield from map(" ".join, itertools.pairwise(words))


def listed(text: str) -> Iterator[str]:
    """Tier and topic of each listed word, so often that it weighs more than the word beside it."""
    for hit in built_in().find(text):
        yield from itertools.repeat(f"\0{hit.term.tier} {hit.term.topic}", LISTED)


def letter_grams(words: list[str]) -> Iterator[str]:
    """Groups of two to five letters of each word with a blank at both ends."""
    for word in words:
        padded = f" {word} "
        for size in LETTERS:
            for at in range(max(1, len(padded) - size + 1)):
                yield padded[at : at + size]


def place_of(gram: str) -> int:
    """The place of a gram within its half."""
    return zlib.crc32(gram.encode()) % HALF


def _counted(grams: Iterator[str], first: int) -> Counter[int]:
    return Counter(first + place_of(gram) for gram in grams)


def _weighed(counts: Counter[int]) -> NDArray[np.float32]:
    weights = np.log1p(np.array([counts[place] for place in sorted(counts)], dtype=np.float32))
    length = float(np.linalg.norm(weights))
    return (weights / length if length else weights).astype(np.float32)
