"""A text as its reader takes it, without what hides a word from a list; every letter knows where it stood.

The steps are those of Unicode's security report UTS #39 (compatibility forms, look-alike letters) and of common
practice against evasion: invisible signs away, accents off, digits read as letters, spaced letters joined.
Views are for comparing only: nothing that is shown or stored comes from them.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

# Letters of other alphabets by their looks; what is not here is read by its sound (anyascii).
LOOKS = dict(
    zip(
        "аеорсухвнкмтіјѕԁԛԝѵӏзαεοικνρτυχωηβγδσςμ",
        "aeopcyxbhkmtijsdqwvl3aeoiknptuxwnbydosu",
        strict=False,
    )
)
# Digits and signs read as letters; 1 may be i or l, so there are two readings.
LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "2": "z", "@": "a", "$": "s",
        "€": "e", "£": "l", "!": "i", "|": "l", "+": "t", "(": "c", "¡": "i", "¢": "c", "&": "a"}  # fmt: skip
ONE_AS = ("i", "l")
INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me", "Cs", "Co"})
BLANKS = frozenset("\n\r\t\x0b\x0c")
DISGUISED = re.compile(r"[^\W\d_][\d@$€£|+(¡¢!&]+[^\W_]|\d[^\W\d_]|(?<!\w)[@$€£|][^\W_]|[^\W\d_][\d@$€£]")
SPELLED = re.compile(r"(?<![^\W_])[\w@$€£|](?:[\W_]+[\w@$€£|](?![^\W_])){2}")
RUN = 3
NO_LETTER = re.compile(r"[\W_]+")
RUNS = re.compile(r"([^\W\d_])\1\1")
SPACED = 3
AROUND = 6


@dataclass(frozen=True, slots=True)
class View:
    """Folded letters with a blank before and after; `origin[i]` is where letter i stood in the text, in characters."""

    name: str
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where letters start to end (exclusive) of the view stand in the original text."""
        return self.origin[start], self.origin[end - 1] + 1


def views(text: str) -> list[View]:
    """Every reading of a text that differs: `plain` always, then `leet`, `squeezed` and `joined` where they add one."""
    signs = _signs(text)
    plain = _view("plain", _words(signs))
    found = [plain]
    known = {plain.text}
    for name, letters in _readings(signs):
        view = _view(name, letters)
        if view.text.strip() and view.text not in known:
            known.add(view.text)
            found.append(view)
    return found


def fold(text: str) -> str:
    """The plain view of a term, without the blanks around it: how a list and a text are compared."""
    return " ".join(NO_LETTER.sub(" ", "".join(map(_folded, text))).split())


Sign = tuple[str, int]


def _signs(text: str) -> list[Sign]:
    """Each sign in small plain letters, with its place; what cannot be seen is gone."""
    return [(part, place) for place, sign in enumerate(text) for part in _folded(sign)]


@cache
def _folded(sign: str) -> str:
    """One character as it looks: no case, no accent, no other alphabet; '' when it cannot be seen."""
    if sign in BLANKS:
        return " "
    made = []
    for part in unicodedata.normalize("NFKD", sign).casefold():
        if unicodedata.category(part) in INVISIBLE:
            continue
        if part.isascii():
            made.append(part)
        elif part in LOOKS:
            made.append(LOOKS[part])
        else:
            sound = anyascii(part).casefold() if part.isalpha() or part.isdigit() else ""
            made.append(sound if sound.isalnum() and len(sound) <= 2 else part)
    return "".join(made)


def _words(signs: Iterable[Sign]) -> list[Sign]:
    return [(sign if sign.isalnum() else " ", place) for sign, place in signs]


def _readings(signs: list[Sign]) -> Iterable[tuple[str, list[Sign]]]:
    """The readings that may add something; a plain text costs two searches."""
    whole = "".join(sign for sign, _ in signs)
    odd = bool(DISGUISED.search(whole))
    near = _near_odd(signs) if odd or RUNS.search(whole) else []
    leet = [_leet(near, one) for one in ONE_AS] if odd else []
    for letters in leet:
        yield "leet", letters
    for letters in (_words(near), *leet):
        if RUNS.search("".join(sign for sign, _ in letters)):
            for kept in (1, 2):
                yield "squeezed", _squeezed(letters, kept)
    if SPELLED.search(whole):
        for one in ONE_AS:
            yield "joined", _joined(signs, one)


def _near_odd(signs: list[Sign]) -> list[Sign]:
    """The words that look disguised with some words around them; a 0 stands for each stretch left out."""
    words = list(_split(signs))
    texts = ("".join(sign for sign, _ in word) for word in words)
    odd = [place for place, text in enumerate(texts) if DISGUISED.search(text) or RUNS.search(text)]
    near = {place + step for place in odd for step in range(-AROUND, AROUND + 1)}
    made: list[Sign] = []
    for place, word in enumerate(words):
        if place in near:
            made += word
        elif word and place - 1 in near:
            made += [("0", word[0][1]), (" ", word[0][1])]
    return made


def _leet(signs: list[Sign], one: str) -> list[Sign]:
    """Digits and signs as letters, in words that hold a letter; a number stays a number."""
    made: list[Sign] = []
    for word in _split(signs):
        written = any(sign.isalpha() for sign, _ in word)
        for sign, place in word:
            read = (one if sign == "1" else LEET.get(sign, sign)) if written else sign
            made.append((read if read.isalnum() else " ", place))
    return made


def _split(signs: list[Sign]) -> Iterable[list[Sign]]:
    word: list[Sign] = []
    for one in signs:
        word.append(one)
        if one[0] == " ":
            yield word
            word = []
    yield word


def _squeezed(letters: list[Sign], kept: int) -> list[Sign]:
    """Runs of three letters and more cut down to one or two."""
    made: list[Sign] = []
    at = 0
    while at < len(letters):
        end = at
        while end < len(letters) and letters[end][0] == letters[at][0]:
            end += 1
        run = letters[at:end]
        made += run[:kept] if len(run) >= RUN and run[0][0].isalpha() else run
        at = end
    return made


def _joined(signs: list[Sign], one: str) -> list[Sign]:
    """Single letters with something between them, three and more, as one word; nothing else of the text."""
    made: list[Sign] = []
    for run in _runs_of_singles(signs):
        if len(run) >= SPACED and sum(sign.isalpha() for sign, _ in run) * 2 >= len(run):
            made += [(one if sign == "1" else LEET.get(sign, sign), place) for sign, place in run]
            made.append((" ", run[-1][1]))
    return made


def _runs_of_singles(signs: list[Sign]) -> Iterable[list[Sign]]:
    """The letters that stand alone, as long as no longer word comes between."""
    run: list[Sign] = []
    for word in _split([(sign if _reads(sign) else " ", place) for sign, place in signs]):
        letters = [one for one in word if one[0] != " "]
        if len(letters) == 1:
            run += letters
        elif letters:
            yield run
            run = []
    yield run


def _reads(sign: str) -> bool:
    return sign.isalnum() or sign in "@$€£|"


def _view(name: str, letters: list[Sign]) -> View:
    """One blank between words, one before the first and one after the last."""
    text, origin = [" "], [0]
    for sign, place in letters:
        if sign != " " or text[-1] != " ":
            text.append(sign)
            origin.append(place)
    if text[-1] != " ":
        text.append(" ")
        origin.append(origin[-1])
    return View(name, "".join(text), tuple(origin))
