"""Who reads statements."""

from accounts.models import Member


def may_read_statements(member: Member) -> bool:
    """Everybody, and only their own; which ones a moderator may read is a question of what they see."""
    return member.erased_at is None
