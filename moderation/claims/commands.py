"""Claim a case, keep it, take it over, lay it down."""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from accounts.models import Member
from foundation import audit
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict
from foundation.facts import tell
from foundation.language import _l
from moderation.claims.facts import ClaimsMoved
from moderation.claims.models import Lease

LASTS = timedelta(minutes=5)


class ReadByColleague(Conflict):
    """Somebody else reads the case, and whoever decides has not been told so."""

    message = _l("A colleague is reading this now. What you typed is kept; decide again if you both should.")


def claim(case_id: int, member: Member, *, over: bool = False) -> bool:
    """Take a case nobody reads, or renew one’s own; `over` takes it from a colleague. Answer whether one holds it."""
    moment = now()
    former = db.session.execute(select(Lease.member_id, Lease.until).where(Lease.case_id == case_id)).first()
    others = (Lease.member_id == member.id, Lease.case_id != case_id)
    left = rows_changed(delete(Lease).where(*others))
    held = _upsert(case_id, member.id, over=over)
    renewed = former is not None and former.member_id == member.id and former.until > moment
    if left or (held and not renewed):
        tell(ClaimsMoved())
    if held and over and former is not None and former.member_id != member.id and former.until > moment:
        before, after = {"held_by": former.member_id}, {"held_by": member.id}
        audit.note(member.id, "moderation.case.taken_over", ("case", case_id), before, after)
    return held


def release(case_id: int, member_id: int | None = None) -> None:
    """Lay a case down: one’s own lease, or whoever’s when it is decided."""
    whose = () if member_id is None else (Lease.member_id == member_id,)
    if rows_changed(delete(Lease).where(Lease.case_id == case_id, *whose)):
        tell(ClaimsMoved())


def _upsert(case_id: int, member_id: int, *, over: bool) -> bool:
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    moment = now()
    given = {"member_id": member_id, "since": moment, "until": moment + LASTS}
    free = or_(Lease.until <= moment, Lease.member_id == member_id)
    statement = (
        dialect.insert(Lease)
        .values(case_id=case_id, **given)
        .on_conflict_do_update(
            index_elements=[Lease.case_id], set_=given, where=(Lease.case_id == case_id) if over else free
        )
        .returning(Lease.case_id)
    )
    return db.session.execute(statement).first() is not None
