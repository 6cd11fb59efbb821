"""Who decides an appeal does not read on other pages who decided first, while it waits."""

from sqlalchemy import ColumnElement, exists, select

from accounts.models import Member
from foundation.database import db
from moderation.appeals.models import Appeal
from moderation.appeals.queries import theirs
from moderation.models import Decision
from moderation.statements.models import Statement

WAITS = (
    Appeal.statement_id == Statement.id,
    Appeal.decided_at.is_(None),
    Appeal.withdrawn_at.is_(None),
)


def veiled(member: Member) -> ColumnElement[bool]:
    """Whether an appeal against a decision waits that the member may decide."""
    return exists().where(*WAITS, Statement.decision_id == Decision.id, theirs(member))


def blind_about(member: Member, contribution_id: int) -> bool:
    """Whether an appeal about a text waits that the member may decide."""
    about = exists().where(*WAITS, Statement.contribution_id == contribution_id, theirs(member))
    return bool(db.session.scalar(select(about)))


def blind_towards(member: Member, other: Member) -> bool:
    """Whether an appeal of somebody waits that the member may decide."""
    about = exists().where(*WAITS, Appeal.member_id == other.id, theirs(member))
    return bool(db.session.scalar(select(about)))
