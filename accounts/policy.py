"""Who may do what to an account."""

from accounts.models import Member, MemberSession


def may_end_session(member: Member, session: MemberSession) -> bool:
    """One ends one's own sessions."""
    return session.member_id == member.id


def may_ban(member: Member, other: Member) -> bool:
    """Community managers ban members; only an admin bans staff, and nobody themselves."""
    if member.id == other.id or other.role.administers:
        return False
    return member.role.administers or (member.role.value == "community_manager" and not other.role.is_staff)
