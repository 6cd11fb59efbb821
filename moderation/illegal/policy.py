"""Who answers notices, and who says whose come first."""

from accounts.models import Member


def may_answer_notices(member: Member) -> bool:
    """Who moderates."""
    return member.role.moderates


def may_keep_flaggers(member: Member) -> bool:
    """Admins."""
    return member.role.administers
