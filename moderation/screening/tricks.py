"""What a written word may stand for: letters doubled, exchanged, left out, spelled one by one, cut, behind stars.

A reading joins some of the words of a view to one word that is listed. Words of which a phrase consists are read alike,
so that a phrase is found whichever of its words are taken apart.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import add
from pathlib import Path
from typing import NamedTuple

from moderation.screening.views import DOUBLED, LEET, READINGS, View, fold

SHORTEST = 4
LONG = 7
"""Letters of a word of which one may be missing."""
VERY_LONG = 9
"""Letters of a word of which one may be wrong."""
LONGEST = 16
SKELETON = 5
"""Letters of a word without its vowels by which it is known."""
VOWELS = str.maketrans("", "", "aeiouy")
STARS = frozenset("*#%•×_.-")
SOFT_STARS = "._-"
STARRED = re.compile(r"(?<![\w*#@$%])[^\W_]\w{0,20}[*#@$%•×_.\-][\w*#@$%•×_.\-]{0,20}(?![\w*#@$%])")
SINGLES = re.compile(r"(?<= )(?:\S ){3,}")
BETWEEN_SOFT = re.compile(r"[^._\-]+")
HARD = re.compile(r"[*#%•×]")
ORDINARY_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "mer de,mer des,mer deux,mer dique,bit es,bi te,bi tes,pus sy,pu te,pu ta,ni que,en foire,fils depute,you tres,"
        "you ds,go ok,who ring,wet back,wet backs,cream pie,bulls hitting,horses hit,dogs hit,bell end,bell ends,up skirt,"
        "fa got,co on,fc king,put as,tri so,dick less,con ar,bat ar,who re,black os,travel os,les bo,bone rs,pu tas,ch ink,she male,she males"
    ).split(",")
)
ORDINARY = Path(__file__).with_name("ordinary.txt")


Slip = tuple[str, str]
Mask = tuple[int, Sequence[str]]


class Reading(NamedTuple):
    """Words first to last (exclusive) of a view read as a listed one, by which trick, and whether it tells alone."""

    first: int
    last: int
    plain: str
    trick: str
    sure: bool = True


class Tricks:
    """The words that are looked for, by what is left of them behind each trick; `listed` words stand for themselves."""

    def __init__(self, words: Iterable[str], listed: Container[str] = ()) -> None:
        self.words = frozenset(words)
        self._listed = listed
        self._longer = frozenset(word for word in self.words if len(word) >= VERY_LONG - 1)
        self._slips: dict[str, list[Slip]] = defaultdict(list)
        self._single: dict[str, list[str]] = defaultdict(list)
        self._lacking: dict[str, list[str]] = defaultdict(list)
        self._shapes: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in sorted(self.words):
            if len(word) >= SHORTEST:
                self._add(word)

    def readings(self, view: View, masks: Iterable[Mask]) -> list[Reading]:
        """Every reading of some words as a listed one that is not written plainly."""
        words = view.words
        return [
            *self._mended(words),
            *self._doubled(words, view.single),
            *self._cut(words),
            *self._spelled(view),
            *(one for start, mask in masks for one in self._starred(view, start, mask)),
        ]

    def _add(self, word: str) -> None:
        self._single[DOUBLED.sub(r"\1", word)].append(word)
        self._shapes[len(word), word[0]].append(word)
        if len(word) > SHORTEST:
            for at in range(len(word) - 1):
                self._slip(word[:at] + word[at + 1] + word[at] + word[at + 2 :], word, "swapped")
        for lacking in _lacking(word) if len(word) >= LONG else ():
            self._slip(lacking, word, "missing")
            if len(word) >= VERY_LONG:
                self._lacking[lacking].append(word)
        bones = word.translate(VOWELS)
        if len(bones) >= SKELETON and word[0] == bones[0]:
            self._slip(bones, word, "missing")

    def _slip(self, written: str, word: str, trick: str) -> None:
        if self._means_nothing(written):
            self._slips[written].append((word, trick))

    def _means_nothing(self, word: str) -> bool:
        return not (word in self.words or word in self._listed or word in ordinary_words())

    def _mended(self, words: list[str]) -> Iterator[Reading]:
        """Letters exchanged or missing, in very long words one that is wrong."""
        for at in [at for at, word in enumerate(words) if word in self._slips]:
            yield from (Reading(at, at + 1, *slip) for slip in self._slips[words[at]])
        for at in [at for at, word in enumerate(words) if len(word) >= VERY_LONG]:
            for plain in self._nearly(words[at]):
                yield Reading(at, at + 1, plain, "missing")

    def _nearly(self, word: str) -> frozenset[str]:
        """Very long words from which it differs by one letter."""
        lacking = [*_lacking(word)]
        near = self._longer.intersection(lacking).union(
            *(self._lacking[one] for one in lacking if one in self._lacking)
        )
        return near if near and self._means_nothing(word) else frozenset()

    def _doubled(self, words: list[str], single: list[str]) -> Iterator[Reading]:
        for at in [at for at, once in enumerate(single) if once != words[at] and once in self._single]:
            if self._means_nothing(words[at]):
                for plain in self._single[single[at]]:
                    if len(plain) < len(words[at]):
                        yield Reading(at, at + 1, plain, "doubled")

    def _cut(self, words: list[str]) -> Iterator[Reading]:
        """A word cut in two or three by blanks; in two it tells alone, unless both are words in their own right."""
        pairs = list(map(add, words, words[1:]))
        for at in [at for at, plain in enumerate(pairs) if plain in self.words and len(plain) > 2]:
            one, two = words[at : at + 2]
            if (one, two) not in ORDINARY_PAIRS:
                yield Reading(at, at + 2, pairs[at], "cut", min(len(one), len(two)) > 1)
        triples = list(map(add, pairs, words[2:]))
        for at in [at for at, plain in enumerate(triples) if plain in self.words and len(plain) > 3]:
            yield Reading(at, at + 3, triples[at], "cut", sure=False)

    def _spelled(self, view: View) -> Iterator[Reading]:
        """Words within a run of single letters; a word alone is found in the view that joins them."""
        for run in SINGLES.finditer(view.text):
            at = bisect_left(view.starts, run.start())
            for read in {run.group().replace(" ", "").translate(reading) for reading in READINGS}:
                for first in range(len(read) - 1):
                    for last in range(first + 2, min(first + LONGEST, len(read)) + 1):
                        if (plain := read[first:last]) in self.words:
                            yield Reading(at + first, at + last, plain, "joined", sure=False)

    def _starred(self, view: View, start: int, mask: Sequence[str]) -> Iterator[Reading]:
        """Words with some of their letters behind stars; where two show, the first among them, it tells alone."""
        shown = [place for place, sign in enumerate(mask) if sign != "*"]
        fits = [
            plain
            for plain in self._shapes.get((len(mask), mask[0]), ())
            if all(mask[place] == plain[place] for place in shown)
        ]
        if fits:
            first, last = view.words_within(start, start + len(mask))
            yield from (
                Reading(first, last, plain, "starred", len(shown) > 1) for plain in fits if first < last
            )


def _lacking(word: str) -> Iterator[str]:
    """A word without one of its letters, the first excepted."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


@lru_cache(maxsize=8)
def masks(text: str) -> tuple[Mask, ...]:
    """Where a word with stars begins, and its signs: plain letters, and * for what is hidden."""
    made = []
    for found in STARRED.finditer(text):
        for start, end in sorted({found.span(), *_hard(found)}):
            signs = tuple(map(_visible, text[start:end].rstrip(SOFT_STARS)))
            if "*" in signs and signs[0] != "*" and all(len(sign) == 1 for sign in signs):
                made.append((start, signs))
    return tuple(made)


def _hard(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """What stands between hyphens and dots may be a word of its own."""
    for part in BETWEEN_SOFT.finditer(found.group()):
        if HARD.search(part.group()):
            yield found.start() + part.start(), found.start() + part.end()


@cache
def _visible(sign: str) -> str:
    if sign in STARS:
        return "*"
    plain = fold(sign)
    return LEET.get(sign, plain if len(plain) == 1 else "")


@cache
def ordinary_words() -> frozenset[str]:
    """Words of the dictionary that a trick would read as a listed one."""
    lines = ORDINARY.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
