"""Whoosh's lists of documents, read whole and kept: a question becomes operations on sets.

Whoosh's own search walks document by document through layers of Python, some 20 µs for each that matches; a word
that half the site uses then stops everybody for a tenth of a second. The segments in which the lists stand never
change but for deletions, which only grow, so a list serves until its segment is merged away.
"""

import heapq
import math
from typing import Any

from foundation.search.documents import Within
from foundation.search.questions import Wanted

OWN_LANGUAGE = 1.2
SATURATION = 1.2  # k1 of BM25: how soon a word said often says no more
MOST_KEPT = 1_000_000
Weights = dict[int, float]
Scored = list[tuple[float, int]]
_NONE: Weights = {}


class Segment:
    """One segment of the index: for each word its documents, by their number inside it."""

    def __init__(self, reader: Any, start: int) -> None:
        self.reader = reader
        self.start = start
        files = reader.segment()
        self.name = files.segment_id() if files else ""
        self.gone = frozenset(files.deleted_docs() if files else ())
        self.lists: dict[tuple[str, str], Weights] = {}

    def having(self, field: str, text: str) -> Weights:
        """Documents with a word, each with what the word weighs in it, from 0 to 1."""
        found = self.lists.get((field, text))
        if found is None:
            found = self.lists[field, text] = self._read(field, text)
        return found

    def within(self, filter_: Within) -> set[int] | None:
        """Documents inside a filter, or nothing when there is none."""
        allowed: set[int] | None = None
        for field, values in (("kind", filter_.kinds), ("space", filter_.space_ids)):
            if values is not None:
                having = set().union(*(self.having(field, str(value)) for value in set(values)))
                allowed = having if allowed is None else allowed & having
        return allowed

    def _read(self, field: str, text: str) -> Weights:
        if (field, text) not in self.reader:
            return _NONE
        found: Weights = {}
        matcher = self.reader.postings(field, text)
        while matcher.is_active():
            weight = matcher.weight()
            found[matcher.id()] = weight / (weight + SATURATION)
            matcher.next()
        return found


class Lists:
    """All segments of one state of the index."""

    def __init__(self, reader: Any, before: "Lists | None" = None) -> None:
        self.reader = reader
        self.segments = [Segment(leaf, start) for leaf, start in reader.leaf_readers()]
        known = {segment.name: segment.lists for segment in before.segments} if before else {}
        if sum(len(found) for lists in known.values() for found in lists.values()) < MOST_KEPT:
            for segment in self.segments:
                segment.lists = known.get(segment.name, segment.lists)

    def search(self, question: Wanted, own: str, within: Within, *, every: bool) -> Scored:
        """What has every word of the question in its language, or at least one: its score and number."""
        rarity = {
            (language, stem): self._rarity(f"text_{language}", stem)
            for language, stems in question.items()
            for stem in stems
        }
        found: Scored = []
        for segment in self.segments:
            allowed = segment.within(within)
            for language, stems in question.items():
                boost = OWN_LANGUAGE if language == own else 1.0
                words = [
                    (segment.having(f"text_{language}", stem), boost * rarity[language, stem])
                    for stem in stems
                ]
                ids = _together([weights for weights, _worth in words], every=every) - segment.gone
                if allowed is not None:
                    ids &= allowed
                found += [
                    (sum(worth * weights.get(id_, 0.0) for weights, worth in words), segment.start + id_)
                    for id_ in ids
                ]
        return found

    def stored(self, number: int) -> dict[str, Any]:
        """What is stored of a document."""
        fields: dict[str, Any] = self.reader.stored_fields(number)
        return fields

    def _rarity(self, field: str, stem: str) -> float:
        count = sum(len(segment.having(field, stem)) for segment in self.segments)
        return 1.0 + math.log((self.reader.doc_count_all() + 1) / (count + 1))


def best(found: Scored, start: int, end: int) -> list[int]:
    """The numbers from one place to another, best first, the newer of two alike."""
    return [number for _score, number in heapq.nlargest(end, found)[start:]]


def _together(lists: list[Weights], *, every: bool) -> set[int]:
    if not every:
        return set().union(*lists)
    shortest, *longer = sorted(lists, key=len)
    ids = set(shortest)
    for other in longer:
        ids &= other.keys()
    return ids
