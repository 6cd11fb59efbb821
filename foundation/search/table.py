"""The documents as rows, and the words in them counted; both kinds of index keep them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from foundation.database import db
from foundation.search.documents import PUBLISHED, Document, Within
from foundation.search.models import SearchDocument, SearchWord
from foundation.search.words import TOKEN, analyse, fold, known_language, spelled

CHUNK = 500
_LAST_POSITION = 16_000


def sorted_out(upserts: Iterable[Document], deletes: Iterable[int]) -> tuple[list[Document], set[int]]:
    """One document per id, the last one; what is not published, or also deleted, goes."""
    latest = {document.id: document for document in upserts}
    gone = set(deletes) | {document.id for document in latest.values() if document.state != PUBLISHED}
    return [document for document in latest.values() if document.id not in gone], gone


def each_once(documents: Iterable[Document]) -> Iterator[Document]:
    """What is published, the first of each id."""
    seen: set[int] = set()
    for document in documents:
        if document.state == PUBLISHED and document.id not in seen:
            seen.add(document.id)
            yield document


def store(upserts: Collection[Document], gone: Collection[int]) -> None:
    """Replace and remove rows, and keep the count of words right."""
    touched = [*gone, *(document.id for document in upserts)]
    counts: Counter[str] = Counter()
    for old in _texts(touched):
        counts.subtract(spelled(old))
    for ids in _chunks(touched):
        db.session.execute(delete(SearchDocument).where(SearchDocument.id.in_(ids)))
    _add(upserts, counts)
    _count(counts)


def refill(documents: Iterable[Document]) -> Iterator[int]:
    """Replace all rows, a chunk at a time; yields how many are in after each, for the caller to commit or not."""
    db.session.execute(delete(SearchDocument))
    db.session.execute(delete(SearchWord))
    counts: Counter[str] = Counter()
    done = 0
    for chunk in _chunks(each_once(documents)):
        _add(chunk, counts)
        done += len(chunk)
        yield done
    _count(counts)
    yield done


def stored() -> Iterator[Document]:
    """All documents, from the rows."""
    columns = (
        SearchDocument.id, SearchDocument.kind, SearchDocument.space_id, SearchDocument.language,
        SearchDocument.title, SearchDocument.body,
    )  # fmt: skip
    for row in db.session.execute(
        select(*columns).order_by(SearchDocument.id).execution_options(yield_per=CHUNK)
    ):
        yield Document(*row)


def inside(within: Within) -> list[ColumnElement[bool]]:
    """The conditions of a filter."""
    conditions: list[ColumnElement[bool]] = []
    if within.kinds is not None:
        conditions.append(SearchDocument.kind.in_(within.kinds))
    if within.space_ids is not None:
        conditions.append(SearchDocument.space_id.in_(within.space_ids))
    return conditions


def held_by(words: Collection[str]) -> dict[str, int]:
    """In how many documents each word stands; words in none are left out."""
    question = select(SearchWord.word, SearchWord.documents).where(SearchWord.word.in_(words))
    return {row.word: row.documents for row in db.session.execute(question)}


def words_like(word: str) -> dict[str, int]:
    """Words that begin alike and are about as long, with how many documents hold each."""
    length = func.length(SearchWord.word)
    question = select(SearchWord.word, SearchWord.documents).where(
        SearchWord.word.startswith(word[0], autoescape=True), length.between(len(word) - 2, len(word) + 2)
    )
    return {row.word: row.documents for row in db.session.execute(question)}


def how_many() -> int:
    """How many documents there are."""
    return db.session.scalar(select(func.count()).select_from(SearchDocument)) or 0


def _texts(ids: Collection[int]) -> Iterator[str]:
    for chunk in _chunks(ids):
        question = select(SearchDocument.title, SearchDocument.body).where(SearchDocument.id.in_(chunk))
        for title, body in db.session.execute(question):
            yield f"{title} {body}"


def _add(documents: Iterable[Document], counts: Counter[str]) -> None:
    vectors = _postgresql()
    for chunk in _chunks(documents):
        db.session.execute(insert(SearchDocument), [_row(document, vectors) for document in chunk])
        for document in chunk:
            counts.update(spelled(f"{document.title} {document.body}"))


def _row(document: Document, vectors: bool) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind,
        "space_id": document.space_id,
        "language": known_language(document.language),
        "title": document.title,
        "body": document.body,
        "folded": folded(f"{document.title} {document.body}"),
        "words": vector(document) if vectors else None,
    }


def folded(text: str) -> str:
    """The words of a text without accents or marks, each after a blank."""
    return "".join(
        f" {fold(part)}" for token in TOKEN.findall(text) for part in token.replace("’", "'").split("'")
    )


def vector(document: Document) -> str:
    """The words of a document as PostgreSQL keeps them: with their language, their place, and A for the title."""
    language = known_language(document.language)
    places: dict[str, list[str]] = {}
    words = [(stem, "A") for stem in analyse(document.title, language)]
    words += [(stem, "") for stem in analyse(document.body, language)]
    for position, (stem, weight) in enumerate(words, 1):
        places.setdefault(stem, []).append(f"{min(position, _LAST_POSITION)}{weight}")
    return " ".join(f"{lexeme(stem, language)}:{','.join(found[:200])}" for stem, found in places.items())


def lexeme(stem: str, language: str) -> str:
    """A stem of a language, quoted for a tsvector or a tsquery."""
    word = f"{language}:{stem}".replace("\\", "").replace("'", "''")
    return f"'{word}'"


def _count(counts: Counter[str]) -> None:
    """Add to the count of each word, always in one order, and forget words that stand nowhere any more."""
    dialect = postgresql if _postgresql() else sqlite
    statement = dialect.insert(SearchWord)
    statement = statement.on_conflict_do_update(
        index_elements=["word"], set_={"documents": SearchWord.documents + statement.excluded.documents}
    )
    changed = sorted((word, change) for word, change in counts.items() if change)
    for chunk in _chunks(changed):
        db.session.execute(statement, [{"word": word, "documents": change} for word, change in chunk])
    if any(change < 0 for _word, change in changed):
        db.session.execute(delete(SearchWord).where(SearchWord.documents <= 0))


def _postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def _chunks(things: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for thing in things:
        chunk.append(thing)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
