"""Who runs spaces."""

from accounts.models import Member, Role


def may_run_spaces(member: Member) -> bool:
    """Community managers and admins make, change and archive spaces and their circles."""
    return member.role in (Role.COMMUNITY_MANAGER, Role.ADMIN)
