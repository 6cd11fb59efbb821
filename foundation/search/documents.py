"""What is indexed, what is found, and the six verbs that every kind of index has."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from markupsafe import Markup

PUBLISHED = "published"
ABSENT = "absent"
MOST_PAGES = 100
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Document:
    """A published text as the index sees it; any other state means it must not be found."""

    id: int
    kind: str
    space_id: int
    language: str
    title: str
    body: str
    state: str = PUBLISHED


@dataclass(frozen=True)
class Hits:
    """Ids, best first; rows and visibility are for the caller to read again."""

    ids: list[int] = field(default_factory=list)
    total: int = 0
    highlights: dict[int, Markup] = field(default_factory=dict)


@dataclass(frozen=True)
class Within:
    """The kinds and spaces a question is about; None means all, empty means none."""

    kinds: Collection[str] | None = None
    space_ids: Collection[int] | None = None

    @property
    def nothing(self) -> bool:
        """Whether no document can be meant."""
        return (self.kinds is not None and not self.kinds) or (
            self.space_ids is not None and not self.space_ids
        )


@dataclass(frozen=True)
class Health:
    """Whether an index answers, and how much is in it."""

    ok: bool
    backend: str
    documents: int = 0
    detail: str = ""


class SearchBackend(Protocol):
    """The six verbs."""

    def apply(self, upserts: Iterable[Document], deletes: Iterable[int] = ()) -> None:
        """Put documents in, take ids out; the caller commits."""

    def query(
        self,
        text: str,
        language: str,
        *,
        kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None,
        page: int = 1,
        size: int = 20,
    ) -> Hits:
        """The page of documents that hold all the words, or, when none does, some of them."""

    def suggest(
        self,
        text: str,
        *,
        kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None,
    ) -> str | None:
        """The text with its unknown words spelled as these documents spell them."""

    def similar(
        self,
        text: str,
        language: str,
        *,
        kinds: Collection[str] | None = None,
        space_ids: Collection[int] | None = None,
        size: int = 5,
        exclude: Collection[int] = (),
    ) -> list[int]:
        """Documents that share rare words with a text, nearest first."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make the index anew from everything; readers see the old one until it is complete. Commits."""

    def health(self) -> Health:
        """Whether the index answers."""


def window(page: int, size: int) -> tuple[int, int]:
    """Where a page starts and how long it is, whatever was asked for."""
    size = min(max(size, 1), LARGEST_PAGE)
    return (min(max(page, 1), MOST_PAGES) - 1) * size, size
