"""Keep a filter, change it, let it go."""

from sqlalchemy import func, select

from accounts.models import Member
from foundation import audit
from foundation.database import db
from foundation.errors import Invalid
from foundation.html import clean_line
from foundation.language import _l
from moderation.filters.models import KeptFilter
from moderation.filters.narrowing import Narrowed

MOST = 30


class NameNeeded(Invalid):
    """A filter is found by its name."""

    field = "name"
    message = _l("Give it a name of up to 60 characters.")


class NameTaken(Invalid):
    """One name, one filter."""

    field = "name"
    message = _l("You have a filter of this name already.")


class NothingAsked(Invalid):
    """Everything that waits needs no filter."""

    field = "name"
    message = _l("Choose first what it should show.")


class TooManyFilters(Invalid):
    """A list one can still read."""

    field = "name"
    message = _l("You keep thirty filters. Delete one first.")


def keep(owner: Member, name: str, narrowed: Narrowed, *, shared: bool) -> KeptFilter:
    """Keep what is asked under a name."""
    if not narrowed.asked:
        raise NothingAsked
    kept = select(func.count()).select_from(KeptFilter).where(KeptFilter.owner_id == owner.id)
    if (db.session.scalar(kept) or 0) >= MOST:
        raise TooManyFilters
    found = KeptFilter(
        owner_id=owner.id, name=_free_name(owner.id, name, 0), shared=shared, asked=narrowed.asked
    )
    db.session.add(found)
    db.session.flush()
    audit.note(owner.id, "moderation.filter.kept", ("filter", found.id), after=_told(found))
    return found


def change(found: KeptFilter, by: Member, name: str, *, shared: bool) -> None:
    """Give it another name, share it, or keep it to oneself."""
    before = _told(found)
    found.name, found.shared = _free_name(found.owner_id, name, found.id), shared
    audit.note(by.id, "moderation.filter.changed", ("filter", found.id), before, _told(found))


def let_go(found: KeptFilter, by: Member) -> None:
    """Delete it, for all who use it."""
    audit.note(by.id, "moderation.filter.deleted", ("filter", found.id), before=_told(found))
    db.session.delete(found)


def _told(found: KeptFilter) -> dict[str, object]:
    return {"name": found.name, "shared": found.shared, "asked": found.asked}


def _free_name(owner_id: int, name: str, but: int) -> str:
    name = clean_line(name)
    if not 0 < len(name) <= KeptFilter.name.type.length:
        raise NameNeeded
    same = (KeptFilter.owner_id == owner_id, KeptFilter.name == name, KeptFilter.id != but)
    if db.session.scalar(select(KeptFilter.id).where(*same)) is not None:
        raise NameTaken
    return name
