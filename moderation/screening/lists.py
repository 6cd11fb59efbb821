"""Lists of words by language and severity, and where their words stand in a text, however they are disguised.

Words are looked up in every view of a text and phrases walked along a tree of their words; swapped letters, cut words,
letters behind stars are read by `tricks`. Within what was spelled letter by letter, where no word ends, an automaton
searches (Aho and Corasick 1975, pyahocorasick).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import ahocorasick

from moderation.screening.phrases import Phrases
from moderation.screening.tricks import SHORTEST as SHORTEST_TRICK, Reading, Tricks, masks
from moderation.screening.views import WORD, View, fold, views

FOLDER = Path(__file__).with_name("words")
FINE, HOLDS = 0, 1
STAFF = "staff"
SHORTEST_GLUED = 6
GROUP = re.compile(r"\(([\w| ]+)\)")
# A phrase does not run on over the end of a sentence or a comma: “the filter is dirty, black all over”.
STOP = re.compile(r"[,.;:!?…)\n]\s")
HEAD = re.compile(r"\[(\d) (\w+)\]")

# From where to where in the text, which term, by which view or trick.
Place = tuple[int, int, str, str]


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


class WordList:
    """Terms ready to be found; made once for a version of the lists, then only read."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            if plain := fold(term.text):
                self.terms[plain].append(term)
        phrases = [plain for plain in self.terms if " " in plain]
        self._strong = frozenset(
            plain
            for plain, same in self.terms.items()
            if len(plain) >= SHORTEST_TRICK and any(one.tier == HOLDS for one in same)
        )
        glued = ((plain.replace(" ", ""), plain) for plain in phrases if plain in self._strong)
        self._glued = {run: plain for run, plain in glued if len(run) >= SHORTEST_GLUED}
        self._tricks = Tricks((word for plain in self._strong for word in plain.split()), self.terms)
        self._phrases = Phrases(phrases)
        self._inside = ahocorasick.Automaton()
        for plain in {*self.terms, *self._glued}:
            if len(plain) >= SHORTEST_TRICK:
                self._inside.add_word(plain, self._glued.get(plain, plain))
        self._inside.make_automaton()

    def find(self, text: str, language: str | None = None) -> list[Hit]:
        """Every listed term of a text in the order of reading, one for each stretch; without a language, all lists."""
        return settled(self.hits(text, language))

    def hits(self, text: str, language: str | None = None) -> Iterator[Hit]:
        """Every reading of every stretch, the harmless ones among them, to be settled with those of other lists."""
        for view in views(text) if self.terms else ():
            for start, end, plain, seen in (*self._read(view, text), *self._within(view)):
                for term in self.terms[plain]:
                    if term.language is None or language is None or term.language == language:
                        yield Hit(term, start, end, seen)

    def _read(self, view: View, text: str) -> Iterator[Place]:
        """Words and phrases as they stand in a view; those that hold also behind what no view sees through."""
        words, tricks = view.words, view.name in ("plain", "leet")
        read = self._tricks.readings(view, masks(text)) if tricks else []
        alone = (one for one in read if one.sure and one.plain in self._strong)
        for one in (*self._whole(words, tricks), *alone, *self._phrases.found(words, read)):
            if one.trick and one.plain not in self._strong:
                continue
            start, end = view.span_of_words(one.first, one.last)
            if " " not in one.plain or not STOP.search(text, start, end):
                yield start, end, one.plain, one.trick or view.name

    def _whole(self, words: Sequence[str], tricks: bool) -> Iterator[Reading]:
        for at, word in enumerate(words):
            if word in self.terms:
                yield Reading(at, at + 1, word, "")
            elif tricks and word in self._glued:
                yield Reading(at, at + 1, self._glued[word], "glued")

    def _within(self, view: View) -> Iterator[Place]:
        """What stands within a word that was spelled letter by letter."""
        if view.name == "joined" and len(self._inside):
            for run in WORD.finditer(view.text):
                for last, plain in self._inside.iter(run.group()):
                    end = run.start() + last + 1
                    yield *view.span(end - len(plain.replace(" ", "")), end), plain, view.name


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
