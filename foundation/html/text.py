"""Typed text made harmless before anything else looks at it."""

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

# Letters that are never seen but change what is: other controls than tab and newline, lone surrogates, marks that
# turn the direction of writing, blanks without width, tags, and code points that are no letters at all.
# The two joiners stay: emoji and several scripts are written with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\ud800-\udfff\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\uffff\U0001fffe\U0001ffff\U000e0000-\U000e0fff"
    "\U0010fffe\U0010ffff]"
)
_BLANKS = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """The same text in one normal form, with one kind of line end and nothing unseen in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip()


def clean_line(text: str) -> str:
    """Clean text on one line, with single blanks: a title or a name."""
    return _BLANKS.sub(" ", clean_text(text)).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` letters, cut between words where it can be."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    words = cut.rsplit(" ", 1)[0]
    return (words if len(words) > limit // 2 else cut).rstrip(" ,;:.–—-") + "…"


def marked(text: str, spans: Iterable[tuple[int, int]], *, before: str = "", after: str = "") -> Markup:
    """Plain text as safe HTML with some stretches marked; spans are in order and do not overlap."""
    pieces = [escape(before)]
    done = 0
    for start, end in spans:
        pieces += [escape(text[done:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        done = end
    return Markup("").join([*pieces, escape(text[done:]), escape(after)])
