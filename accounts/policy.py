"""Who may do what to an account."""

from accounts.models import Member, MemberSession


def may_end_session(member: Member, session: MemberSession) -> bool:
    """One ends one's own sessions."""
    return session.member_id == member.id
