"""The listed words and hosts, ready to hold a text against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, func, select

from accounts.models import Member
from foundation.database import db
from moderation.kept import Kept
from moderation.lists.models import HostEntry, WordListEntry
from moderation.screening.lists import STAFF, Term, WordList

EVERY_LANGUAGE = "*"


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where links may not lead, and where they may without a word."""

    refused: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


def staff_words() -> WordList:
    """The words of the moderators, made ready once for each state of the list."""
    return _words(_WORDS())


def hosts() -> Hosts:
    """The hosts of the moderators, read once for each state of the list."""
    return _hosts(_HOSTS())


def all_words() -> Sequence[Row[*tuple[Any, ...]]]:
    """The whole word list with who added each word."""
    columns = (
        WordListEntry.id,
        WordListEntry.language,
        WordListEntry.term,
        WordListEntry.tier,
        WordListEntry.note,
    )
    question = select(*columns, Member.name).outerjoin(Member, Member.id == WordListEntry.added_by_id)
    return db.session.execute(question.order_by(WordListEntry.language, WordListEntry.folded)).all()


def all_hosts() -> Sequence[Row[*tuple[Any, ...]]]:
    """All listed hosts with who added each."""
    columns = (HostEntry.id, HostEntry.host, HostEntry.refused, HostEntry.note, Member.name)
    question = select(*columns).outerjoin(Member, Member.id == HostEntry.added_by_id)
    return db.session.execute(question.order_by(HostEntry.host)).all()


Version = tuple[object, ...]


def _version(table: type[WordListEntry] | type[HostEntry]) -> Version:
    """What changes whenever a list does: entries come and go, and none is edited."""
    return tuple(
        db.session.execute(select(func.count(), func.max(table.id), func.max(table.created_at))).one()
    )


_WORDS = Kept(lambda: _version(WordListEntry), WordListEntry)
_HOSTS = Kept(lambda: _version(HostEntry), HostEntry)


@lru_cache(maxsize=2)
def _words(_version: Version) -> WordList:
    columns = (WordListEntry.term, WordListEntry.tier, WordListEntry.language)
    return WordList(
        Term(term, tier, STAFF, None if language == EVERY_LANGUAGE else language)
        for term, tier, language in db.session.execute(select(*columns).order_by(WordListEntry.id))
    )


@lru_cache(maxsize=2)
def _hosts(_version: Version) -> Hosts:
    listed = db.session.execute(select(HostEntry.host, HostEntry.refused)).all()
    return Hosts(
        tuple(host for host, refused in listed if refused),
        tuple(host for host, refused in listed if not refused),
    )
