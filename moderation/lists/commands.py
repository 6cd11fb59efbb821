"""Keep the lists of words and hosts."""

from sqlalchemy import delete, select

from accounts.models import Member
from foundation import audit
from foundation.database import db
from foundation.errors import Invalid
from foundation.html import clean_line
from foundation.language import _l
from moderation.lists.models import HostEntry, WordListEntry
from moderation.screening.links import host_of
from moderation.screening.lists import HOLDS
from moderation.screening.views import fold

LONGEST_HOST = 253


class WordListed(Invalid):
    """The word is there already."""

    field = "term"
    message = _l("This word is on the list already.")


class HostListed(Invalid):
    """The host is there already."""

    field = "host"
    message = _l("This host is on the list already.")


class NoHost(Invalid):
    """It leads nowhere."""

    field = "host"
    message = _l("Type the name of a host, such as example.com.")


def add_word(language: str, term: str, note: str, by: Member, *, tier: int = HOLDS) -> WordListEntry:
    """Let a word hold texts of a language, bring them to be read afterwards, or be fine there."""
    term, plain = clean_line(term), fold(term)
    taken = (WordListEntry.language == language, WordListEntry.folded == plain)
    if (
        not plain
        or len(plain) > WordListEntry.folded.type.length
        or db.session.scalar(select(WordListEntry.id).where(*taken))
    ):
        raise WordListed
    entry = WordListEntry(language=language, term=term, folded=plain, tier=tier, note=note, added_by_id=by.id)
    db.session.add(entry)
    db.session.flush()
    after = {"term": term, "language": language, "tier": tier}
    audit.note(by.id, "moderation.word.added", ("word", entry.id), after=after)
    return entry


def remove_word(entry: WordListEntry, by: Member) -> None:
    """Let a word say nothing any more; what it holds now still waits."""
    gone = {"term": entry.term, "language": entry.language, "tier": entry.tier}
    audit.note(by.id, "moderation.word.removed", ("word", entry.id), before=gone)
    db.session.execute(delete(WordListEntry).where(WordListEntry.id == entry.id))


def add_host(written: str, note: str, by: Member, *, refused: bool) -> HostEntry:
    """Let links to a host and all below it hold a text, or pass without a word."""
    host = host_of(written.split("://", 1)[-1].split("/", 1)[0].strip())
    if "." not in host or len(host) > LONGEST_HOST:
        raise NoHost
    if db.session.scalar(select(HostEntry.id).where(HostEntry.host == host)):
        raise HostListed
    entry = HostEntry(host=host, refused=refused, note=note, added_by_id=by.id)
    db.session.add(entry)
    db.session.flush()
    audit.note(by.id, "moderation.host.added", ("host", entry.id), after={"host": host, "refused": refused})
    return entry


def remove_host(entry: HostEntry, by: Member) -> None:
    """Treat a host like any other again."""
    gone = {"host": entry.host, "refused": entry.refused}
    audit.note(by.id, "moderation.host.removed", ("host", entry.id), before=gone)
    db.session.execute(delete(HostEntry).where(HostEntry.id == entry.id))
