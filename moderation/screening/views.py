"""A text as its reader takes it, without what hides a word from a list; every letter knows where it stood.

The steps are those of Unicode's security report UTS #39 (compatibility forms, look-alike letters) and of common
practice against evasion: invisible signs away, accents off, digits read as letters, spaced letters joined.
Views are for comparing only: nothing that is shown or stored comes from them.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

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
READINGS = tuple(str.maketrans(LEET | {"1": one}) for one in "il")
INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me", "Cs", "Co"})
BLANKS = frozenset("\n\r\t\x0b\x0c")
RUNS = r"([^\W\d_])\1\1+"
RUN = re.compile(RUNS)
DOUBLED = re.compile(r"([^\W\d_])\1+")
DISGUISED = re.compile(r"[^\W\d_][\d@$€£|+(¡¢!&]+[^\W_]|\d[^\W\d_]|(?<!\w)[@$€£|][^\W_]|[^\W\d_][\d@$€£]")
# Every disguise holds one of these, or begins with one: a quick search for the slow one above.
SIGN = re.compile(r"[\d@$€£|+(¡¢!&]")
READS = r"[^\W_]|[@$€£|]"
SPELLED = re.compile(
    rf"(?<![^\W_])(?<![@$€£|])(?:{READS})(?:(?:(?!{READS})[\s\S])+(?:{READS})(?!{READS})){{2,}}"
)
WORD = re.compile(r"[^\W_]+")
BETWEEN_BLANKS = re.compile(r"\S+")
LETTER = re.compile(r"[^\W\d_]")
AROUND = 6

# Folded signs, and for each the place in the text where it stood.
Letters = tuple[str, Sequence[int]]


class View:
    """Folded letters with one blank between words, before the first and after the last; `name` says how they were read."""

    def __init__(self, name: str, letters: Letters) -> None:
        self.name, self._letters = name, letters
        self.words = WORD.findall(letters[0])
        self.text = " ".join(("", *self.words, ""))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where letters start to end (exclusive) of the view, no blanks, stand in the original text."""
        return self._place(start), self._place(end - 1) + 1

    def span_of_words(self, first: int, last: int) -> tuple[int, int]:
        """Where its words first to last (exclusive) stand in the original text."""
        return self.span(self.starts[first], self.starts[last - 1] + len(self.words[last - 1]))

    def words_within(self, start: int, end: int) -> tuple[int, int]:
        """Which of its words, first to last (exclusive), begin between these places of the original text."""
        places = [self._letters[1][at] for at in self._begins]
        return bisect_left(places, start), bisect_left(places, end)

    @cached_property
    def single(self) -> list[str]:
        """Its words with each doubled letter once."""
        return DOUBLED.sub(r"\1", self.text).split()

    @cached_property
    def starts(self) -> list[int]:
        """At which letter of the view each of its words begins."""
        return list(accumulate((len(word) + 1 for word in self.words[:-1]), initial=1))

    @cached_property
    def _begins(self) -> list[int]:
        """At which of the signs it was made from each of its words begins."""
        return [word.start() for word in WORD.finditer(self._letters[0])]

    def _place(self, letter: int) -> int:
        word = bisect_right(self.starts, letter) - 1
        return self._letters[1][self._begins[word] + letter - self.starts[word]]


@lru_cache(maxsize=8)
def views(text: str) -> tuple[View, ...]:
    """Every reading of a text that differs: `plain` always, then `leet`, `squeezed` and `joined` where they add one.

    The latest are kept, for several watchers read the same text.
    """
    letters = _letters(text)
    plain = View("plain", letters)
    found, known = [plain], {plain.text}
    for name, read in _readings(letters):
        view = View(name, read)
        if view.text.strip() and view.text not in known:
            known.add(view.text)
            found.append(view)
    return tuple(found)


def fold(text: str) -> str:
    """The plain view of a term, without the blanks around it: how a list and a text are compared."""
    return " ".join(WORD.findall(text.translate(_FOLDED)))


class _Folded(dict[int, str]):
    """Each character as it looks, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _look_of(chr(code))
        return folded


_FOLDED = _Folded()


def _letters(text: str) -> Letters:
    """Each sign in small plain letters, with its place; what cannot be seen is gone."""
    folded = text.translate(_FOLDED)
    odd = "".join(sign for sign in set(text) if len(_FOLDED[ord(sign)]) != 1)
    if not odd:
        return folded, range(len(text))
    origin: list[int] = []
    done = 0
    for found in re.finditer(f"[{re.escape(odd)}]", text):
        place = found.start()
        origin += (*range(done, place), *[place] * len(_FOLDED[ord(found.group())]))
        done = place + 1
    return folded, [*origin, *range(done, len(text))]


def _look_of(sign: str) -> str:
    """One character without case, accent or other alphabet; '' when it cannot be seen."""
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
    look = "".join(made)
    return look if len(look) < 2 or any(map(str.isalnum, look)) else " "


def _readings(letters: Letters) -> Iterator[tuple[str, Letters]]:
    """The readings that may add something; a plain text costs two searches."""
    whole = letters[0]
    disguised, runs = list(_disguised(whole)), [run.start() for run in RUN.finditer(whole)]
    if disguised or runs:
        near = _near(sorted((*disguised, *runs)), letters)
        leet = [_leet(near, reading) for reading in READINGS] if disguised else []
        for read in leet:
            yield "leet", read
        for read in (near, *leet):
            if RUN.search(read[0]):
                for kept in (1, 2):
                    yield "squeezed", _squeezed(read, kept)
    if SPELLED.search(whole):
        for reading in READINGS:
            yield "joined", _joined(letters, reading)


def _disguised(whole: str) -> Iterator[int]:
    """Where a sign stands that may be read as a letter."""
    for sign in SIGN.finditer(whole):
        at = sign.start()
        if DISGUISED.match(whole, max(0, at - 1)) or DISGUISED.match(whole, at):
            yield at


def _near(odd: Sequence[int], letters: Letters) -> Letters:
    """The words at these places with some words around them; a 0 stands for each stretch left out."""
    whole, origin = letters
    words = [found.span() for found in BETWEEN_BLANKS.finditer(whole)]
    kept: list[tuple[int, int]] = []
    at = 0
    for place in odd:
        while words[at][1] <= place:
            at += 1
        first, last = max(0, at - AROUND), min(len(words) - 1, at + AROUND)
        if kept and first <= kept[-1][1] + 1:
            kept[-1] = kept[-1][0], last
        else:
            kept.append((first, last))
    pieces: list[Letters] = []
    for first, last in kept:
        start, end = words[first][0], words[last][1]
        pieces.append((whole[start:end], origin[start:end]))
        if last + 1 < len(words):
            behind = origin[words[last + 1][0]]
            pieces.append((" 0 ", [behind] * 3))
    return _together(pieces)


def _leet(letters: Letters, reading: dict[int, str]) -> Letters:
    """Digits and signs as letters, in words that hold a letter; a number stays a number."""
    read = BETWEEN_BLANKS.sub(lambda word: _read(word.group(), reading), letters[0])
    return read, letters[1]


def _read(word: str, reading: dict[int, str]) -> str:
    return word.translate(reading) if LETTER.search(word) else word


def _squeezed(letters: Letters, kept: int) -> Letters:
    """Runs of three letters and more cut down to one or two."""
    whole, origin = letters
    pieces, done = [], 0
    for run in RUN.finditer(whole):
        end = run.start() + kept
        pieces.append((whole[done:end], origin[done:end]))
        done = run.end()
    return _together([*pieces, (whole[done:], origin[done:])])


def _joined(letters: Letters, reading: dict[int, str]) -> Letters:
    """Single letters with something between them, three and more, as one word; nothing else of the text."""
    whole, origin = letters
    pieces: list[Letters] = []
    for run in SPELLED.finditer(whole):
        singles = [place for place in range(*run.span()) if re.match(READS, whole[place])]
        text = "".join(whole[place] for place in singles)
        if sum(map(str.isalpha, text)) * 2 >= len(text):
            places = [origin[place] for place in singles]
            pieces.append((text.translate(reading) + " ", [*places, places[-1]]))
    return _together(pieces)


def _together(pieces: Sequence[Letters]) -> Letters:
    return "".join(text for text, _origin in pieces), [place for _text, origin in pieces for place in origin]
