"""What screening saw, shown in the text itself: pieces with numbers, and for each number how it was read.

Only places are stored, never the words or a folded text; what stands there is cut from the text when it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from foundation.database import db
from foundation.language import _l
from moderation.models import Case, Finding
from moderation.screening.lists import STAFF

# A term that is not public stays hidden from those who decide, though they may say that it is there.
HIDDEN = frozenset({"embargo"})
LONGEST_QUOTE = 80
VIEWS = {
    "leet": _l("digits and signs as letters"),
    "squeezed": _l("repeated letters once"),
    "joined": _l("spaced letters together"),
    "doubled": _l("a doubled letter once"),
    "swapped": _l("two letters exchanged"),
    "cut": _l("its two halves together"),
    "starred": _l("the letters behind its stars"),
    "missing": _l("a letter that is missing or wrong"),
    "glued": _l("words written without blanks"),
}
WHYS = {
    "threat": _l("Built-in list: threats."),
    "hate": _l("Built-in list: hate."),
    "insult": _l("Built-in list: insults."),
    "vulgar": _l("Built-in list: vulgar words."),
    "sexual": _l("Built-in list: sexual words."),
    "spam": _l("Built-in list: promotion."),
    "anger": _l("Built-in list: anger, which only sorts."),
    STAFF: _l("From the list of your team."),
    "refused": _l("Your team refuses links there."),
    "shortener": _l("A short link, which hides where it leads."),
    "look_alike": _l("It is spelled like another address, in letters of another alphabet."),
    "number": _l("A bare number instead of a name."),
    "user": _l("Its beginning pretends to be another address."),
    "disguised": _l("It was written so that it is not taken for a link."),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `number` is that of its finding, 0 where nothing was seen; hidden, its text is not shown."""

    text: str
    number: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a finding was written and read: its number, the ways it was written, the views that saw it, why it counts."""

    number: int
    kind: str
    detail: str
    written: tuple[str, ...]
    views: tuple[str, ...]
    why: str
    elsewhere: bool


Mark = tuple[int, int, int, bool]


def findings_of(case: Case) -> Sequence[Finding]:
    """What was found, the gravest first."""
    question = select(Finding).where(Finding.case_id == case.id)
    return db.session.scalars(
        question.order_by(Finding.act.desc(), Finding.severity.desc(), Finding.id)
    ).all()


def readings(found: Iterable[Finding], texts: Mapping[str, str], revision: int) -> list[Reading]:
    """The findings that have places in the text of this revision, numbered in their order."""
    made: list[Reading] = []
    for one in found:
        places = _places(one, texts, revision)
        if not places:
            continue
        written = dict.fromkeys(_quoted(texts[part][start:end]) for part, start, end in places)
        views = tuple(dict.fromkeys(one.seen.get("views", ())))
        elsewhere = all(part == "more" for part, _start, _end in places)
        said = () if one.kind in HIDDEN else tuple(written)
        why = one.seen.get("why", "")
        made.append(Reading(len(made) + 1, one.kind, one.detail, said, views, why, elsewhere))
    return made


def pieces(part: str, found: Iterable[Finding], texts: Mapping[str, str], revision: int) -> list[Piece]:
    """One part of the text cut at what was seen in it; of marks that overlap, the one that begins first."""
    found = list(found)
    numbers = {(one.kind, one.detail): one.number for one in readings(found, texts, revision)}
    marks: list[Mark] = [
        (start, end, numbers[one.kind, one.detail], one.kind in HIDDEN)
        for one in found
        for where, start, end in _places(one, texts, revision)
        if where == part
    ]
    return _cut(texts[part], sorted(marks, key=lambda mark: (not mark[3], mark[0], -mark[1])))


def _cut(text: str, marks: Sequence[Mark]) -> list[Piece]:
    kept: list[Mark] = []
    for mark in marks:
        if all(mark[1] <= other[0] or mark[0] >= other[1] for other in kept):
            kept.append(mark)
    cut: list[Piece] = []
    done = 0
    for start, end, number, hidden in sorted(kept):
        cut += [Piece(text[done:start]), Piece("" if hidden else text[start:end], number, hidden)]
        done = end
    cut.append(Piece(text[done:]))
    return [piece for piece in cut if piece.text or piece.hidden]


def _places(one: Finding, texts: Mapping[str, str], revision: int) -> list[tuple[str, int, int]]:
    """Where it stands, unless the text was changed since."""
    if one.seen.get("revision", revision) != revision:
        return []
    return [
        (part, start, end)
        for part, start, end in one.seen.get("places", ())
        if 0 <= start < end <= len(texts.get(part, ""))
    ]


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[:LONGEST_QUOTE] + "…"
