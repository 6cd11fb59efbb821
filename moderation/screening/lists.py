"""Lists of words by language and severity, and where their words stand in a text, however they are disguised.

Matching is Aho-Corasick over the views of a text (Aho and Corasick 1975, pyahocorasick), whole words only, and three
lookups for what an automaton cannot see: doubled letters, swapped neighbours, and letters behind stars.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, product
from pathlib import Path

import ahocorasick

from moderation.screening.views import LEET, View, fold, views

FOLDER = Path(__file__).with_name("words")
FINE, HOLDS = 0, 1
STAFF = "staff"
SHORTEST_TRICK = 4
SHORTEST_GLUED = 6
GROUP = re.compile(r"\(([\w| ]+)\)")
# A phrase does not run on over the end of a sentence or a comma: “the filter is dirty, black all over”.
STOP = re.compile(r"[,.;:!?…)\n]\s")
HEAD = re.compile(r"\[(\d) (\w+)\]")
STARRED = re.compile(r"(?<![\w*#@$%])[^\W_]\w{0,20}[*#@$%•×_.\-][\w*#@$%•×_.\-]{0,20}(?![\w*#@$%])")
TWO_WORDS = re.compile(r"(?<= )([^\W\d_]+)(?= ([^\W\d_]+))")
# Words of the dictionary that a trick would read as a listed one, found by reading 60,000 words of each language.
ORDINARY_WORDS = frozenset(
    "conrad google slat slats grace graces patin trios shiite shiites bonner bitte bittes".split()
)
ORDINARY_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "mer de,mer des,mer deux,mer dique,bit es,bi te,bi tes,pus sy,pu te,pu ta,ni que,en foire,fils depute,you tres,"
        "you ds,go ok,who ring,wet back,wet backs,cream pie,bulls hitting,horses hit,dogs hit,bell end,bell ends,up skirt,"
        "fa got,co on,fc king,put as,tri so,dick less,con ar,bat ar,who re,black os,travel os,les bo,bone rs,pu tas,ch ink,she male,she males"
    ).split(",")
)
STARS = frozenset("*#@$%•×_.-")
SOFT_STARS = "._-"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase as it is listed; `language` is None where it is looked for in every text."""

    text: str
    tier: int
    topic: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands in the text (start and end in characters), and through which view it was seen."""

    term: Term
    start: int
    end: int
    seen: str


@dataclass
class WordList:
    """Terms ready to be found; made once for a version of the lists, then only read."""

    terms: dict[str, list[Term]] = field(default_factory=dict)
    _squeezed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _swapped: dict[str, str] = field(default_factory=dict)
    _shapes: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    _glued: dict[str, str] = field(default_factory=dict)
    _automaton: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms, self._automaton = {}, ahocorasick.Automaton()
        self._squeezed, self._swapped, self._shapes = defaultdict(list), {}, defaultdict(list)
        self._glued = {}
        for term in terms:
            plain = fold(term.text)
            if plain:
                self.terms.setdefault(plain, []).append(term)
        for plain, same in self.terms.items():
            self._automaton.add_word(plain, plain)
            if len(plain) >= SHORTEST_TRICK and any(term.tier == HOLDS for term in same):
                self._add_tricks(plain)
        for glued in self._glued.keys() - self.terms.keys():
            self._automaton.add_word(glued, glued)
        self._automaton.make_automaton()

    def find(self, text: str, language: str | None = None) -> list[Hit]:
        """Every listed term of a text in the order of reading, one for each stretch; without a language, all lists."""
        return settled(self.hits(text, language))

    def hits(self, text: str, language: str | None = None, seen: Sequence[View] = ()) -> Iterator[Hit]:
        """Every reading of every stretch, the harmless ones among them, to be settled with those of other lists.

        The views of the text may be given, where several lists are held against it.
        """
        for start, end, plain, view in self._places(text, seen or views(text)) if self.terms else ():
            yield from self._hits(plain, start, end, view, language)

    def _places(self, text: str, seen: Sequence[View]) -> Iterator[tuple[int, int, str, str]]:
        for view in seen:
            yield from self._listed(view, text)
        for view in seen:
            if view.name in ("plain", "leet"):
                yield from self._doubled_and_swapped(view)
                yield from self._cut(view)
        yield from self._starred(text)

    def _listed(self, view: View, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Whole words; in a word that was spelled letter by letter also its inside."""
        for last, found in self._automaton.iter(view.text):
            start, end = last - len(found) + 1, last + 1
            whole = found in self.terms and view.text[start - 1] == " " and view.text[end] == " "
            inside = view.name == "joined" and len(found) >= SHORTEST_TRICK
            if not whole and not inside:
                continue
            first, behind = view.span(start, end)
            if " " not in found or not STOP.search(text, first, behind):
                yield first, behind, found if found in self.terms else self._glued[found], view.name

    def _doubled_and_swapped(self, view: View) -> Iterator[tuple[int, int, str, str]]:
        for found in re.finditer(r"\S{4,}", view.text):
            word = found.group()
            if word in ORDINARY_WORDS:
                continue
            if (plain := self._swapped.get(word)) is not None:
                yield *view.span(*found.span()), plain, "swapped"
            for plain in self._squeezed.get(_squeeze(word), ()):
                if len(word) > len(plain):
                    yield *view.span(*found.span()), plain, "doubled"

    def _cut(self, view: View) -> Iterator[tuple[int, int, str, str]]:
        """A word cut in two by a blank, unless both halves are words in their own right."""
        for found in TWO_WORDS.finditer(view.text):
            plain, halves = found[1] + found[2], found.group(1, 2)
            listed = min(map(len, halves)) > 1 and plain in self._shapes.get((len(plain), plain[0]), ())
            if listed and halves not in ORDINARY_PAIRS:
                yield *view.span(found.start(1), found.end(2)), plain, "cut"

    def _starred(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Words with some of their letters behind stars: at least two letters show, the first among them."""
        for found in STARRED.finditer(text):
            word = [_visible(sign) for sign in found.group().rstrip(SOFT_STARS)]
            shown = [place for place, sign in enumerate(word) if sign != "*"]
            if len(shown) == len(word) or len(shown) < 2 or any(len(sign) != 1 for sign in word):
                continue
            for plain in self._shapes.get((len(word), word[0]), ()):
                if all(word[place] == plain[place] for place in shown):
                    yield found.start(), found.start() + len(word), plain, "starred"
                    break

    def _hits(self, plain: str, start: int, end: int, seen: str, language: str | None) -> Iterator[Hit]:
        for term in self.terms[plain]:
            if term.language is None or language is None or term.language == language:
                yield Hit(term, start, end, seen)

    def _add_tricks(self, plain: str) -> None:
        if " " in plain:  # spelled letter by letter, a phrase runs together
            if len(glued := plain.replace(" ", "")) >= SHORTEST_GLUED:
                self._glued[glued] = plain
            return
        self._squeezed[_squeeze(plain)].append(plain)
        self._shapes[len(plain), plain[0]].append(plain)
        for at in range(len(plain) - 1):
            swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
            if swapped not in self.terms and len(plain) > SHORTEST_TRICK:
                self._swapped.setdefault(swapped, plain)


def read(language: str) -> list[Term]:
    """The list that comes with the product in one language; raises FileNotFoundError where there is none."""
    made: list[Term] = []
    tier, topic = 0, ""
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        if head := HEAD.match(line):
            tier, topic = int(head[1]), head[2]
        elif line.strip() and not line.startswith("#"):
            only = language if line.endswith("!") or tier > HOLDS else None
            made += [Term(form, tier, topic, only) for form in forms(line.rstrip("!"))]
    return made


@cache
def built_in() -> WordList:
    """The lists of every language that come with the product."""
    return WordList(term for file in sorted(FOLDER.glob("*.txt")) for term in read(file.stem))


def forms(line: str) -> list[str]:
    """`idiot(e)(s)` as idiot, idiots, idiote, idiotes; `(you|they) lie` as you lie, they lie; glued, it may be missing."""
    choices: list[Sequence[str]] = []
    at = 0
    for group in GROUP.finditer(line):
        choices.append((line[at : group.start()],))
        alone = line[group.start() - 1 : group.start()] in ("", " ")
        choices.append(group[1].split("|") if alone else ("", *group[1].split("|")))
        at = group.end()
    return ["".join(chosen).strip() for chosen in product(*choices, (line[at:],))]


def settled(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap, the graver, then the longer one; what lies within a harmless phrase is none."""
    found = list(hits)
    fine = [hit for hit in found if hit.term.tier == FINE]
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.term.tier, hit.start - hit.end, hit.start)):
        harmless = any(one.start <= hit.start and hit.end <= one.end for one in fine)
        if not harmless and all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _squeeze(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _visible(sign: str) -> str:
    if sign in STARS and sign not in "@$":
        return "*"
    plain = fold(sign)
    return LEET.get(sign, plain if len(plain) == 1 else "")
