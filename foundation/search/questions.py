"""From what somebody typed to the stems to look for; nothing that is typed is syntax, so nothing is a mistake."""

from collections.abc import Iterable

from foundation.html import clean_line
from foundation.search.words import LANGUAGES, analyse, known_language

LONGEST = 500
MOST_WORDS = 12

Wanted = dict[str, list[str]]
"""The stems by language; the reader's own language first."""


def wanted(text: str, language: str) -> Wanted:
    """The stems of a question in every language, since members write in several."""
    text = clean_line(text[:LONGEST])
    own = known_language(language)
    languages = [own, *(other for other in LANGUAGES if other != own)]
    return stems([text], languages)


def stems(words: Iterable[str], languages: Iterable[str] = LANGUAGES) -> Wanted:
    """The stems of some words in each language, once each."""
    text = " ".join(words)
    found = {language: list(dict.fromkeys(analyse(text, language)))[:MOST_WORDS] for language in languages}
    return {language: stems for language, stems in found.items() if stems}
