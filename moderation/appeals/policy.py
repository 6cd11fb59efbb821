"""Who appeals, and who decides on it."""

from accounts.models import Member
from moderation.appeals.models import Appeal
from moderation.appeals.queries import has_hand
from moderation.statements.models import Statement


def may_appeal(member: Member, statement: Statement) -> bool:
    """Whom it was stated to."""
    return statement.member_id == member.id


def may_withdraw(member: Member, appeal: Appeal) -> bool:
    """Whose appeal it is."""
    return appeal.member_id == member.id


def may_read_appeals(member: Member) -> bool:
    """Who moderates."""
    return member.role.moderates


def may_decide_appeal(member: Member, appeal: Appeal) -> bool:
    """Who moderates and had no part in it: not the author, not who decided before."""
    return (
        member.role.moderates and appeal.member_id != member.id and not has_hand(member, appeal.statement_id)
    )
