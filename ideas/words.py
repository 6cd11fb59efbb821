"""How the codes of ideas are worded, and which language a text is probably written in."""

import re

from foundation.language import _l
from ideas.models import DeclineReason

DECLINED_BECAUSE = {
    DeclineReason.NOT_OUR_DIRECTION: _l("It does not fit where we are going"),
    DeclineReason.NOT_FEASIBLE: _l("We found no way to do it well"),
    DeclineReason.TOO_COSTLY: _l("It would cost more than it gives"),
    DeclineReason.TOO_FEW: _l("Too few people would use it"),
    DeclineReason.EXISTS_ALREADY: _l("It exists already"),
    DeclineReason.NOT_NOW: _l("Not now"),
    DeclineReason.OTHER: _l("Another reason"),
}

_FRENCH = """
le la les un une des du de et est sont pour dans que qui avec sur pas je nous vous mon ma mes ce cette au aux en
plus il elle on ne se par ou mais sans quand comme tout très être avoir faire
"""
_ENGLISH = """
the a an and is are for in that which with on not i we you my this to of it they be have do by or but without when
as all very would could should more there from at so your our
"""
_COMMON = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def language_of(text: str, otherwise: str = "en") -> str:
    """French or English by their commonest words, Chinese by its letters; else the language given."""
    if len(_IDEOGRAPHS.findall(text)) * 4 > len(text):
        return "zh"
    words = re.findall(r"[^\W\d_]+", text.casefold())
    seen = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    if seen["fr"] == seen["en"]:
        return otherwise
    return max(seen, key=lambda code: seen[code])


def title_from(text: str, longest: int = 70) -> str:
    """The first sentence of a text as a title, cut between words; the page suggests the same while one types."""
    lines = text.strip().splitlines() or [""]
    sentence = re.split(r"(?<=[.!?…])\s", lines[0].strip(), maxsplit=1)[0].rstrip(" .…")
    if len(sentence) <= longest:
        return sentence
    cut = sentence[:longest].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut}…"
