"""Which statements somebody may read."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, or_, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.database import db
from moderation.statements.models import ACCOUNT, Statement


def readable(member: Member) -> Select[Statement]:
    """A member's own statements; moderators also read those about what they may see."""
    asked = select(Statement).outerjoin(Contribution, Contribution.id == Statement.contribution_id)
    own = Statement.member_id == member.id
    if not member.role.moderates:
        return asked.where(own)
    of_account = Statement.measure.in_(ACCOUNT)
    return asked.where(or_(own, of_account, and_(Statement.contribution_id.is_not(None), visible_to(member))))


def about(contribution_id: int) -> Statement | None:
    """The latest statement about a text."""
    its = select(Statement).where(Statement.contribution_id == contribution_id)
    return db.session.scalars(its.order_by(Statement.id.desc()).limit(1)).first()


def with_key(key: str) -> Statement | None:
    """The statement of something that was stated."""
    return db.session.scalars(select(Statement).where(Statement.key == key)).first()


def of(member: Member) -> Sequence[Statement]:
    """Everything that was ever stated to a member, the latest first."""
    mine = select(Statement).where(Statement.member_id == member.id).order_by(Statement.id.desc())
    return db.session.scalars(mine).all()


def as_data(found: Statement) -> dict[str, Any]:
    """A statement as programs read it; it names nobody."""
    return {
        "number": found.id,
        "about": found.label,
        "contribution": found.contribution_id,
        "measure": found.measure,
        "reason": found.reason,
        "ground": found.ground,
        "category": found.category,
        "source": found.source,
        "automated_detection": found.automated_detection,
        "automated_decision": found.automated_decision,
        "terms_version": found.terms_version,
        "paragraph": found.paragraph,
        "language": found.language,
        "text": found.parts,
        "decided_at": found.decided_at.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "made_at": found.made_at.isoformat(),
        "appeal_until": found.appeal_until.isoformat(),
    }
