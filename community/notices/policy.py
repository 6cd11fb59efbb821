"""Who may read notices."""

from accounts.models import Member


def may_read_notices(member: Member) -> bool:
    """Everybody, and only their own."""
    return member.is_active
