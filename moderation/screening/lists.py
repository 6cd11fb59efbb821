"""Lists of words by language and severity, and where their words stand in a text, however they are disguised.

Matching is Aho-Corasick over the views of a text (Aho and Corasick 1975, pyahocorasick), whole words only; what an
automaton cannot see, such as swapped letters, cut words and letters behind stars, is read by `tricks` and `phrases`.
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
from moderation.screening.views import View, fold, views

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
        strong = [plain for plain, same in self.terms.items() if any(one.tier == HOLDS for one in same)]
        phrases = [plain for plain in strong if " " in plain]
        glued = ((plain.replace(" ", ""), plain) for plain in phrases)
        self._glued = {run: plain for run, plain in glued if len(run) >= SHORTEST_GLUED}
        self._alone = frozenset(plain for plain in strong if len(plain) >= SHORTEST_TRICK) - {*phrases}
        parts = (word for plain in phrases for word in plain.split())
        self._tricks = Tricks({*self._alone, *parts}, self.terms)
        self._phrases = Phrases(phrases)
        self._whole = _automaton(f" {plain} " for plain in self.terms)
        self._inside = _automaton(
            plain for plain in {*self.terms, *self._glued} if len(plain) >= SHORTEST_TRICK
        )

    def find(self, text: str, language: str | None = None) -> list[Hit]:
        """Every listed term of a text in the order of reading, one for each stretch; without a language, all lists."""
        return settled(self.hits(text, language))

    def hits(self, text: str, language: str | None = None) -> Iterator[Hit]:
        """Every reading of every stretch, the harmless ones among them, to be settled with those of other lists."""
        for view in views(text) if self.terms else ():
            for start, end, plain, trick in (*self._written(view, text), *self._disguised(view, text)):
                for term in self.terms[plain]:
                    if term.language is None or language is None or term.language == language:
                        yield Hit(term, start, end, trick)

    def _written(self, view: View, text: str) -> Iterator[Place]:
        """Whole words; in a word that was spelled letter by letter also its inside."""
        for last, found in self._whole.iter(view.text):
            start, end = view.span(last - len(found) + 2, last)
            if " " not in found[1:-1] or not STOP.search(text, start, end):
                yield start, end, found[1:-1], view.name
        if view.name == "joined" and len(self._inside):
            for last, found in self._inside.iter(view.text):
                yield *view.span(last - len(found) + 1, last + 1), self._glued.get(found, found), view.name

    def _disguised(self, view: View, text: str) -> Iterator[Place]:
        """Words and phrases behind what a view does not see through."""
        if view.name not in ("plain", "leet"):
            return
        read = self._tricks.readings(view, masks(text))
        for one in (*read, *self._phrases.found(view.words, read), *self._run_together(view)):
            start, end = view.span_of_words(one.first, one.last)
            if one.plain not in self._alone if " " not in one.plain else STOP.search(text, start, end):
                continue
            if one.sure:
                yield start, end, one.plain, one.trick

    def _run_together(self, view: View) -> Iterator[Reading]:
        for at, word in enumerate(view.words):
            if len(word) >= SHORTEST_GLUED and word in self._glued:
                yield Reading(at, at + 1, self._glued[word], "glued")


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for word in words:
        made.add_word(word, word)
    made.make_automaton()
    return made


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
