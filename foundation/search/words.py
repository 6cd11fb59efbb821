"""From text to the words that are compared: tokenise, lower, elide, stop, fold, stem, in that order.

Accents fold before stemming (the other way round "fidelite" does not find "fidélité"), stop words go before
folding ("a" is one in French, "à" too, but "été" is a summer). Both indexes store what comes out of here,
so that they answer alike.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whoosh.lang.snowball.english import EnglishStemmer
from whoosh.lang.snowball.french import FrenchStemmer

LANGUAGES = ("en", "fr", "simple")
"""Languages with their own field; any other is `simple`: folded, nothing more."""

LONGEST_WORD = 60
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=.)")
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP = {
    "en": frozenset(
        [
            "a",
            "about",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "been",
            "but",
            "by",
            "can",
            "could",
            "did",
            "do",
            "does",
            "for",
            "from",
            "had",
            "has",
            "have",
            "he",
            "her",
            "his",
            "i",
            "if",
            "in",
            "into",
            "is",
            "it",
            "its",
            "me",
            "my",
            "no",
            "not",
            "of",
            "on",
            "or",
            "our",
            "she",
            "so",
            "some",
            "such",
            "than",
            "that",
            "the",
            "their",
            "them",
            "then",
            "there",
            "these",
            "they",
            "this",
            "to",
            "too",
            "us",
            "was",
            "we",
            "were",
            "what",
            "when",
            "which",
            "who",
            "will",
            "with",
            "would",
            "you",
            "your",
        ]
    ),
    "fr": frozenset(
        [
            "à",
            "ai",
            "ait",
            "as",
            "au",
            "aussi",
            "aux",
            "avec",
            "avez",
            "avoir",
            "avons",
            "c",
            "ça",
            "ce",
            "ces",
            "cet",
            "cette",
            "chez",
            "comme",
            "d",
            "dans",
            "de",
            "des",
            "du",
            "elle",
            "elles",
            "en",
            "es",
            "est",
            "et",
            "être",
            "eu",
            "eux",
            "fut",
            "il",
            "ils",
            "j",
            "je",
            "l",
            "la",
            "là",
            "le",
            "les",
            "leur",
            "leurs",
            "lui",
            "m",
            "ma",
            "mais",
            "me",
            "mes",
            "moi",
            "mon",
            "n",
            "ne",
            "nos",
            "notre",
            "nous",
            "on",
            "ont",
            "ou",
            "où",
            "par",
            "pas",
            "plus",
            "pour",
            "qu",
            "que",
            "qui",
            "s",
            "sa",
            "sans",
            "se",
            "ses",
            "si",
            "son",
            "sont",
            "sur",
            "t",
            "ta",
            "te",
            "tes",
            "toi",
            "ton",
            "tu",
            "un",
            "une",
            "vos",
            "votre",
            "vous",
            "y",
        ]
    ),
    "simple": frozenset(),
}
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
)
_stemmers: dict[str, Any] = {"en": EnglishStemmer(), "fr": FrenchStemmer()}


def known_language(language: str) -> str:
    """The language whose fields hold a text."""
    code = language[:2].lower()
    return code if code in LANGUAGES else "simple"


def fold(text: str) -> str:
    """Lower case without accents or ligatures."""
    text = text.lower().translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )


def analyse(text: str, language: str) -> Iterator[str]:
    """The stems of a text, in order and with repetitions."""
    for token in TOKEN.findall(text.lower()):
        stem = stem_of(token[:LONGEST_WORD], language)
        if stem is not None:
            yield stem


def shared(text: str, other: str, language: str, most: int = 4) -> list[str]:
    """The words of a text that another text has too in any form, as they first stand in it."""
    language = known_language(language)
    stems = set(analyse(other, language))
    found: dict[str, str] = {}
    for token in TOKEN.findall(text.lower()):
        stem = stem_of(token[:LONGEST_WORD], language)
        if stem in stems and len(stem) > 2:
            found.setdefault(stem, _bare(token))
    return list(found.values())[:most]


@lru_cache(maxsize=50_000)
def stem_of(token: str, language: str) -> str | None:
    """The stem of one lower-case token, or nothing for a stop word."""
    word = _bare(token)
    if word in _STOP[language] or (len(word) == 1 and word.isascii() and word.isalpha()):
        return None
    folded = fold(word)
    if language == "simple" or not folded.isascii():
        return folded or None
    return str(_stemmers[language].stem(folded)) or None


def spelled(text: str) -> set[str]:
    """The words of a text as they are written, for spelling: letters only, accents kept."""
    words = (_bare(token) for token in TOKEN.findall(text.lower()))
    return {word for word in words if 3 < len(word) < 25 and word.isalpha()}


def _bare(token: str) -> str:
    return _POSSESSIVE.sub("", _ELISION.sub("", token)).replace("'", "").replace("’", "")
