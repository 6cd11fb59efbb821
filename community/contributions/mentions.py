"""Whom a text names: found when it is written, called by today's name when it is read."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, select

from accounts.models import Member
from foundation.database import db
from foundation.html import mentioned_in, source_with_names, with_names
from foundation.language import _


def resolve(typed: Sequence[str]) -> Mapping[str, int]:
    """The members meant by these names, or by `{7}` for mentions kept from before."""
    kept = {text: int(text[1:-1]) for text in typed if text.startswith("{")}
    question = select(Member.id, Member.name).where(
        Member.erased_at.is_(None), or_(Member.name.in_(typed), Member.id.in_(kept.values()))
    )
    by_id = {row.id: row.name for row in db.session.execute(question)}
    by_name = {name: member_id for member_id, name in by_id.items() if name in typed}
    return by_name | {text: member_id for text, member_id in kept.items() if member_id in by_id}


def names_in(texts: Iterable[str]) -> dict[int, str]:
    """Today's names of everybody these stored texts mention, in one question."""
    ids = set().union(*(mentioned_in(html) for html in texts))
    if not ids:
        return {}
    question = select(Member.id, Member.name).where(Member.id.in_(ids), Member.erased_at.is_(None))
    return {row.id: row.name for row in db.session.execute(question)}


def readable(html: str, names: Mapping[int, str] | None = None) -> str:
    """Stored HTML as it is read: with today's names; who has left is a former member."""
    found = names_in([html]) if names is None else names
    return with_names(html, found, nobody=_("former member"))


def typed(source: str, html: str) -> str:
    """Kept source as its author types it, with today's names, for editing."""
    return source_with_names(source, names_in([html]), nobody=_("former member"))
