"""Who may say that there is a crisis."""

from accounts.models import Member, Role


def may_call_crisis(member: Member) -> bool:
    """Community managers and admins."""
    return member.role in (Role.COMMUNITY_MANAGER, Role.ADMIN)
