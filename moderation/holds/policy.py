"""Who holds for the law, and who lets go."""

from accounts.holds.models import LegalHold
from accounts.models import Member


def may_hold(member: Member) -> bool:
    """Admins."""
    return member.role.administers


def may_lift(member: Member, hold: LegalHold) -> bool:
    """Admins, except what is held of themselves."""
    return member.role.administers and hold.member_id != member.id
