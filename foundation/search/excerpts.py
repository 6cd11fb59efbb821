"""The passage of a text in which the wanted words stand, marked, as safe HTML."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from foundation.html import marked
from foundation.search.documents import Hits
from foundation.search.questions import Wanted
from foundation.search.words import known_language, stem_of

LENGTH = 200
LOOKED_AT = 2000
Span = tuple[int, int]
_ALIKE: dict[int, str] = {}
for _code in range(0xC0, 0x250):
    _plain = unicodedata.normalize("NFKD", chr(_code))[0]
    if _plain.isascii():
        _ALIKE[_code] = _plain.lower()


def hits(rows: Iterable[Any], total: int, question: Wanted) -> Hits:
    """A page of what was found, each with its passage; rows have id, body and language."""
    passages = {row.id: excerpt(row.body, question, row.language) for row in rows}
    return Hits(list(passages), total, passages)


def excerpt(text: str, wanted: Wanted, language: str, length: int = LENGTH) -> Markup:
    """About `length` letters of a text around its wanted words."""
    text = text[:LOOKED_AT]
    spans = _spans(text, wanted.get(known_language(language), []), known_language(language))
    start, end = _window(text, spans, length)
    inside = [(at - start, till - start) for at, till in spans if start <= at and till <= end]
    return marked(text[start:end], inside, before="…" * (start > 0), after="…" * (end < len(text)))


def _spans(text: str, stems: list[str], language: str) -> list[Span]:
    """Where words with these stems stand; their first letters find candidates fast, the stem decides."""
    if not stems:
        return []
    flat = text.translate(_ALIKE).lower()
    if len(flat) != len(text):  # a place in it must be a place in the text
        flat = "".join(
            low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_ALIKE)
        )
    heads = {re.escape(stem[: max(2, len(stem) - 2)].replace("oe", "o").replace("ae", "a")) for stem in stems}
    found = []
    for hit in re.finditer(rf"(?<![^\W_])(?:{'|'.join(sorted(heads))})[^\W_]*", flat):
        word = text[hit.start() : hit.end()].lower()
        if stem_of(word, language) in stems:
            found.append(hit.span())
    return found


def _window(text: str, spans: list[Span], length: int) -> Span:
    """The stretch that holds most marks, moved to the edges of words."""
    if len(text) <= length:
        return 0, len(text)
    starts = [at for at, _till in spans]
    best = max(
        starts, key=lambda at: (bisect_right(starts, at + length * 2 // 3) - starts.index(at), -at), default=0
    )
    start = 0 if best < length // 3 else text.rfind(" ", 0, best - length // 5) + 1
    end = start + length
    if end >= len(text):
        return start, len(text)
    blank = text.rfind(" ", start, end)
    return start, blank if blank > start + length // 2 else end
