"""Phrases of several words, found although some of their words are disguised each in its own way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from moderation.screening.tricks import Reading

END = ""
Node = dict[str, Any]


class Phrases:
    """A tree of phrases by their words; what is written is walked along it, over plain words and over readings."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root: Node = {}
        self._most = 0
        for phrase in phrases:
            node, words = self._root, phrase.split()
            for word in words:
                node = node.setdefault(word, {})
            node[END] = phrase
            self._most = max(self._most, len(words))

    def found(self, words: Sequence[str], readings: Iterable[Reading] = ()) -> Iterator[Reading]:
        """Every phrase as it stands, without a trick, and those of which some words are read and not written plainly."""
        read: dict[int, list[Reading]] = defaultdict(list)
        for one in readings:
            read[one.first].append(one)
        root = self._root
        starts = {at for at, (one, two) in enumerate(pairwise(words)) if one in root and two in root[one]}
        starts.update(at - back for at in read for back in range(min(at + 1, self._most)))
        for first in sorted(starts):
            for last, phrase, trick in self._walk(words, read, first, root, ""):
                yield Reading(first, last, phrase, trick)

    def _walk(
        self, words: Sequence[str], read: dict[int, list[Reading]], at: int, node: Node, trick: str
    ) -> Iterator[tuple[int, str, str]]:
        if END in node:
            yield at, node[END], trick
        if at < len(words) and words[at] in node:
            yield from self._walk(words, read, at + 1, node[words[at]], trick)
        for one in read.get(at, ()):
            if one.plain in node:
                yield from self._walk(words, read, one.last, node[one.plain], trick or one.trick)
