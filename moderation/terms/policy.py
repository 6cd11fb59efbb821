"""Who writes the rules."""

from accounts.models import Member


def may_write_terms(member: Member) -> bool:
    """Admins: the rules bind the whole house."""
    return member.role.administers
