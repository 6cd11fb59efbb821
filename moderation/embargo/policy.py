"""Who knows what is embargoed."""

from accounts.models import Member, Role


def may_keep_embargo(member: Member) -> bool:
    """Community managers and admins enter terms and see where one stands; moderators read its number."""
    return member.role in (Role.COMMUNITY_MANAGER, Role.ADMIN)
