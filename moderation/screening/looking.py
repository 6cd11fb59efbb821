"""Everything a text shows at once: listed words, private facts, links, embargoed terms, each where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from moderation.screening import embargo, links, personal
from moderation.screening.lists import HOLDS, WordList, built_in

LONGEST = 20_000


class Sort(StrEnum):
    """What sort of thing was seen; stored with cases, so only ever added to."""

    WORD = "word"
    PRIVATE = "private"
    LINK = "link"
    EMBARGO = "embargo"


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen in a text: what, in which words, from where to where (characters), and whether it may hold."""

    sort: Sort
    detail: str
    start: int
    end: int
    holds: bool
    tier: int = HOLDS


@dataclass(frozen=True)
class Against:
    """What a text is held against; everything may be empty."""

    lists: tuple[WordList, ...] = field(default_factory=lambda: (built_in(),))
    embargoed: Mapping[bytes, int] = field(default_factory=dict)
    embargo_lengths: frozenset[int] = frozenset()
    key: bytes = b""
    our_hosts: tuple[str, ...] = ()
    refused_hosts: tuple[str, ...] = ()


def look(text: str, language: str | None, against: Against | None = None) -> list[Sight]:
    """What a text shows, in the order of reading; `language` chooses the lists, None takes all of them."""
    against, text = against or Against(), text[:LONGEST]
    seen = [
        Sight(Sort.WORD, hit.term.text, hit.start, hit.end, hit.term.tier == HOLDS, hit.term.tier)
        for words in against.lists
        for hit in words.find(text, language)
    ]
    seen += [Sight(Sort.PRIVATE, one.kind.value, one.start, one.end, True) for one in personal.find(text)]
    seen += [
        Sight(Sort.EMBARGO, str(leak.number), leak.start, leak.end, True)
        for leak in embargo.find(text, against.embargoed, against.embargo_lengths, against.key)
    ]
    for link in links.find(text):
        if not links.is_of(link.host, against.our_hosts):
            refused = links.is_of(link.host, against.refused_hosts) or bool(link.odd)
            seen.append(Sight(Sort.LINK, link.host, link.start, link.end, refused))
    return sorted(seen, key=lambda one: (one.start, -one.end))
