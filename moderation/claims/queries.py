"""Who reads what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.clock import now
from foundation.database import db
from moderation.claims.models import Lease
from moderation.models import Case


@dataclass(frozen=True)
class Holder:
    """A moderator who reads a case."""

    case_id: int
    member_id: int
    name: str
    since: datetime
    until: datetime


def holders(member: Member) -> dict[int, Holder]:
    """Who reads which open case that the member may see."""
    columns = (Lease.case_id, Lease.member_id, Member.name, Lease.since, Lease.until)
    joined = (
        select(*columns)
        .join(Member, Member.id == Lease.member_id)
        .join(Case, Case.id == Lease.case_id)
        .join(Contribution, Contribution.id == Case.contribution_id)
    )
    rows = db.session.execute(joined.where(Lease.until > now(), Case.closed_at.is_(None), visible_to(member)))
    return {row.case_id: Holder(*row) for row in rows}


def colleague_at(case_id: int, member: Member) -> Holder | None:
    """The colleague who reads a case now, if one does."""
    columns = (Lease.case_id, Lease.member_id, Member.name, Lease.since, Lease.until)
    question = select(*columns).join(Member, Member.id == Lease.member_id)
    anothers = (Lease.case_id == case_id, Lease.member_id != member.id, Lease.until > now())
    row = db.session.execute(question.where(*anothers)).first()
    return Holder(*row) if row else None


def with_a_colleague(member: Member) -> ColumnElement[bool]:
    """Cases that somebody else reads now."""
    return exists().where(Lease.case_id == Case.id, Lease.member_id != member.id, Lease.until > now())


def claimed() -> ColumnElement[bool]:
    """Cases that anybody reads now."""
    return exists().where(Lease.case_id == Case.id, Lease.until > now())
