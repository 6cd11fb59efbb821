"""Finding listed words in a text: whole words, whatever their case and accents. Plain values only."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """A listed term where it stands in the text."""

    term: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `number` is the place of its term in the list of findings, 0 when it is no hit."""

    text: str
    number: int = 0


def folded(text: str) -> str:
    """The text without case, accents and doubled blanks, for comparing."""
    return " ".join(_letters(text)[0].split())


def find(text: str, terms: Iterable[str]) -> list[Hit]:
    """Every place where one of the terms stands as whole words."""
    plain, places = _letters(text)
    hits = [hit for term in terms for hit in _places_of(term, text, plain, places)]
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def pieces(text: str, terms: Sequence[str]) -> list[Piece]:
    """The text cut at the hits, each with the number (from 1) of its term; hits that overlap are joined to the first."""
    cut: list[Piece] = []
    done = 0
    for hit in find(text, terms):
        if hit.start < done:
            continue
        cut += [Piece(text[done : hit.start]), Piece(text[hit.start : hit.end], terms.index(hit.term) + 1)]
        done = hit.end
    return [piece for piece in [*cut, Piece(text[done:])] if piece.text]


def _letters(text: str) -> tuple[str, list[int]]:
    """Folded letters, and for each the place in the text it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            kept = part if part.isalnum() else " "
            if unicodedata.combining(part) or (kept == " " and letters[-1:] == [" "]):
                continue
            letters.append(kept)
            places.append(place)
    return "".join(letters), places


def _places_of(term: str, text: str, plain: str, places: list[int]) -> Iterable[Hit]:
    wanted = folded(term)
    start = plain.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        whole = not plain[start - 1 : start].isalnum() and not plain[end : end + 1].isalnum()
        if whole:
            yield Hit(term, places[start], _end(text, places[end - 1]))
        start = plain.find(wanted, start + 1)


def _end(text: str, last: int) -> int:
    """Just after a letter and the marks that stand on it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
