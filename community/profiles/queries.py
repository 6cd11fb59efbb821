"""Whose page somebody may open."""

from sqlalchemy import Select, select

from accounts.models import Member


def profiles_for(reader: Member | None) -> Select[Member]:
    """Everybody who has not left; who was shut out is seen by moderators only."""
    there = select(Member).where(Member.erased_at.is_(None))
    if reader is not None and reader.role.moderates:
        return there
    return there.where(Member.banned_at.is_(None))
