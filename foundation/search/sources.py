"""Who knows the documents: packages above register where the index reads them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from flask import Flask, current_app

from foundation.search.documents import Document

Load = Callable[[Collection[int]], Iterable[Document]]
Everything = Callable[[], Iterable[Document]]


@dataclass(frozen=True)
class Source:
    """Documents of some kinds: those with given ids, and all of them."""

    kinds: tuple[str, ...]
    load: Load
    everything: Everything


def register_source(app: Flask, kinds: Iterable[str], load: Load, everything: Everything) -> None:
    """Say where documents come from. `load` leaves out ids it does not know; states are told, not filtered."""
    app.extensions["search"].sources.append(Source(tuple(kinds), load, everything))


def load(ids: Collection[int]) -> tuple[list[Document], list[int]]:
    """The documents of some ids, and the ids that are no document any more."""
    found = [document for source in _sources() for document in source.load(ids)]
    return found, sorted(set(ids) - {document.id for document in found})


def everything() -> Iterator[Document]:
    """All documents of all sources."""
    for source in _sources():
        yield from source.everything()


def _sources() -> list[Source]:
    found: list[Source] = current_app.extensions["search"].sources
    return found
