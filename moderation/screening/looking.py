"""Everything a text shows at once: listed words, private facts, links, embargoed terms, each where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from moderation.screening import embargo, links, personal
from moderation.screening.lists import HOLDS, WordList, built_in, settled

LONGEST = 20_000
READ, NOTED = 2, 3


class Sort(StrEnum):
    """What sort of thing was seen; stored with cases, so only ever added to."""

    WORD = "word"
    PRIVATE = "private"
    LINK = "link"
    EMBARGO = "embargo"


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen in a text: what, in which words, from where to where (characters), how grave, why, in which view."""

    sort: Sort
    detail: str
    start: int
    end: int
    tier: int = HOLDS
    why: str = ""
    view: str = ""

    @property
    def holds(self) -> bool:
        """Whether it may hold the text."""
        return self.tier == HOLDS


@dataclass(frozen=True)
class Against:
    """What a text is held against; everything may be empty."""

    lists: tuple[WordList, ...] = field(default_factory=lambda: (built_in(),))
    embargoed: Mapping[bytes, int] = field(default_factory=dict)
    embargo_lengths: frozenset[int] = frozenset()
    key: bytes = b""
    our_hosts: tuple[str, ...] = ()
    refused_hosts: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()


def look(text: str, language: str | None, against: Against | None = None) -> list[Sight]:
    """What a text shows, in the order of reading; `language` chooses the lists, None takes all of them."""
    against, text = against or Against(), text[:LONGEST]
    seen = [
        *_words(text, language, against),
        *_private(text),
        *_embargoed(text, against),
        *_links(text, against),
    ]
    return sorted(seen, key=lambda one: (one.start, -one.end))


def _words(text: str, language: str | None, against: Against) -> Iterator[Sight]:
    for hit in settled(hit for words in against.lists for hit in words.hits(text, language)):
        yield Sight(Sort.WORD, hit.term.text, hit.start, hit.end, hit.term.tier, hit.term.topic, hit.seen)


def _private(text: str) -> Iterator[Sight]:
    for one in personal.find(text):
        yield Sight(Sort.PRIVATE, one.kind.value, one.start, one.end)


def _embargoed(text: str, against: Against) -> Iterator[Sight]:
    for leak in embargo.find(text, against.embargoed, against.embargo_lengths, against.key):
        yield Sight(Sort.EMBARGO, str(leak.number), leak.start, leak.end)


def _links(text: str, against: Against) -> Iterator[Sight]:
    """A refused host holds and so does one that pretends to be another; where a redirection leads, a person looks."""
    for link in links.find(text):
        if links.is_of(link.host, (*against.our_hosts, *against.allowed_hosts)):
            continue
        refused = links.is_of(link.host, against.refused_hosts)
        why = "refused" if refused else next(iter(link.odd), "")
        tier = {"": NOTED, "shortener": READ}.get(why, HOLDS)
        yield Sight(Sort.LINK, link.host, link.start, link.end, tier, why)
