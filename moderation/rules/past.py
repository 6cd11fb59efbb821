"""What was written and decided in the last months, as a rule would have been asked about it at the time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from accounts.models import Member, Role
from community.contributions.mentions import names_in
from community.contributions.models import PUBLIC_STATES, Contribution, Revision, Tag, Tagging
from community.contributions.queries import visible_to
from community.pictures.queries import alts_of
from community.spaces.models import Space
from foundation.clock import now
from foundation.database import db
from foundation.html import source_with_names
from foundation.language import _
from foundation.settings import current
from moderation.learning import keeping
from moderation.lists.queries import staff_words
from moderation.models import Case, Decision
from moderation.reasons import Verdict
from moderation.rules.authors import Authors
from moderation.rules.backtest import Past
from moderation.rules.facts import Around, Asked, Known
from moderation.screening.lists import built_in

WINDOW = timedelta(days=90)
MOST_DECIDED = 20_000
MOST_PASSED = 5_000
AT_ONCE = 1_000
_BY_WHOM = (Contribution.author_id, Contribution.created_at)
STAFF = tuple(role.value for role in Role if role.is_staff)


def decided(member: Member) -> Iterator[Past]:
    """What people decided in the window and the member may read, each text once, the latest decision first."""
    chosen = db.session.execute(_latest_decisions(member)).all()
    later = aliased(Revision)
    asked = _texts(Decision.id.label("key"), Decision.verdict, Decision.revision.label("decided_revision"))
    asked = asked.join(Case, Case.contribution_id == Contribution.id).join(
        Decision, Decision.case_id == Case.id
    )
    asked = asked.outerjoin(later, _is(later, Decision.revision)).add_columns(
        later.title.label("old_title"), later.source.label("old_source")
    )
    before = aliased(Revision)
    asked = asked.outerjoin(before, _is(before, Decision.revision - 1))
    asked = asked.add_columns(func.coalesce(before.replaced_at, Contribution.created_at).label("moment"))
    yield from _told(chosen, asked, Decision.id)


def passed(member: Member) -> Iterator[Past]:
    """What was published in the window and never had to be decided on, the latest first."""
    since = now() - WINDOW
    never = Contribution.id.not_in(select(Case.contribution_id).where(Case.opened_at >= since))
    public = (Contribution.state.in_(PUBLIC_STATES), Contribution.created_at >= since, never)
    asked = _written(select(Contribution.id, *_BY_WHOM)).where(*public, visible_to(member))
    chosen = db.session.execute(asked.order_by(Contribution.id.desc()).limit(MOST_PASSED)).all()
    moment = func.coalesce(Contribution.edited_at, Contribution.created_at).label("moment")
    yield from _told(chosen, _texts(Contribution.id.label("key"), moment), Contribution.id)


def around(asked: Sequence[Asked], authors: Authors | None = None) -> Around:
    """What is looked up once for these texts, and only when a rule asks for it; authors may be known for more of them."""
    host = urlsplit(current().base_url).hostname or ""
    lists = cache(lambda: (built_in(), staff_words()))
    pictures = cache(lambda: alts_of([one.contribution_id for one in asked]))
    hosts = (host,) if host else ()
    return Around(authors or _authors_of(asked), lists, hosts, pictures, keeping.current)


def _authors_of(asked: Sequence[Asked]) -> Authors:
    moments = [one.moment for one in asked]
    return Authors([one.author_id for one in asked if one.author_id is not None], min(moments), max(moments))


def _latest_decisions(member: Member) -> Select[*tuple[Any, ...]]:
    last = select(func.max(Decision.id).label("id")).join(Decision.case)
    stands = (Decision.undone_at.is_(None), Decision.decided_at >= now() - WINDOW)
    newest = last.where(*stands).group_by(Case.contribution_id).subquery()
    asked = select(newest.c.id, *_BY_WHOM).join(Decision, Decision.id == newest.c.id).join(Decision.case)
    asked = _written(asked.join(Case.contribution)).where(visible_to(member))
    return asked.order_by(newest.c.id.desc()).limit(MOST_DECIDED)


def _written(asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Without what the house wrote, which no rule is asked about."""
    author = aliased(Member)
    house = or_(author.id.is_(None), author.role_name.not_in(STAFF))
    return asked.outerjoin(author, author.id == Contribution.author_id).where(house)


def _texts(*more: Any) -> Select[*tuple[Any, ...]]:
    columns = (Contribution.id, Contribution.kind, Contribution.title, Contribution.source, Contribution.html)
    columns = (
        *columns,
        Contribution.language,
        Contribution.author_id,
        Contribution.revision,
        Space.slug,
        *more,
    )
    return select(*columns).select_from(Contribution).join(Space, Space.id == Contribution.space_id)


def _is(table: Any, number: Any) -> Any:
    return and_(table.contribution_id == Contribution.id, table.revision == number)


def _told(chosen: Sequence[Row[Any]], question: Select[*tuple[Any, ...]], key: Any) -> Iterator[Past]:
    """Each chosen text with what is known of it; what is chosen is a key with its author and the moment it began."""
    if not chosen:
        return
    begun = min(row.created_at for row in chosen)
    authors = Authors([row.author_id for row in chosen if row.author_id is not None], begun, now())
    nobody = _("former member")
    for start in range(0, len(chosen), AT_ONCE):
        keys = [row.id for row in chosen[start : start + AT_ONCE]]
        rows = sorted(db.session.execute(question.where(key.in_(keys))), key=lambda row: -row.key)
        ids = [row.id for row in rows]
        names = names_in(row.html for row in rows)
        tags, alts = _tags(ids), alts_of(ids)
        asked = [_asked(row, names, nobody, _more(row.id, tags, alts)) for row in rows]
        near = around(asked, authors)
        for row, one in zip(rows, asked, strict=True):
            verdict = getattr(row, "verdict", Verdict.APPROVE)
            yield Past(one.contribution_id, Known(one, near), verdict == Verdict.APPROVE, one.moment)


def _tags(ids: Sequence[int]) -> dict[int, str]:
    """The tags of each text, as they are today, as the screen reads them."""
    asked = select(Tagging.contribution_id, Tag.name).join(Tag, Tag.id == Tagging.tag_id)
    made: dict[int, str] = {}
    for number, name in db.session.execute(asked.where(Tagging.contribution_id.in_(ids)).order_by(Tag.id)):
        made[number] = f"{made[number]}\n{name}" if number in made else name
    return made


def _more(number: int, tags: Mapping[int, str], alts: Mapping[int, Sequence[str]]) -> str:
    """The words beside a text, put together as the screen does."""
    return f"{tags.get(number, '')} {' '.join(alts.get(number, ()))}".strip()


def _asked(row: Row[Any], names: dict[int, str], nobody: str, more: str) -> Asked:
    old = getattr(row, "old_source", None) is not None
    title, source = (row.old_title, row.old_source) if old else (row.title, row.source)
    text = source_with_names(source, names, nobody)
    of_it = (row.id, row.kind, title, text, row.language, row.slug, row.author_id, row.moment, more)
    return Asked(*of_it)
