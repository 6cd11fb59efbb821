"""Which language a text is written in, for choosing word lists (py3langid, a naive Bayes over byte n-grams)."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Only these compete: a short French sentence is not Walloon.
KNOWN = ("en", "fr", "de", "es", "it", "nl", "pt", "ar", "zh")
SURE = 0.6
ENOUGH = 1_000
"""Letters after which more would only take longer."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language, or None where the text is too short to tell."""
    language, sureness = _identifier().classify(text[:ENOUGH])
    return language if sureness >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(KNOWN)
    return made
