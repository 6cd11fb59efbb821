"""Who may run the site."""

from accounts.models import Member


def may_administer(member: Member) -> bool:
    """Admins only."""
    return member.role.administers
