"""Who may ask something of a member, and who may agree."""

from accounts.models import Member
from moderation.sanctions.models import Sanction


def may_see(member: Member, other: Member) -> bool:
    """Those who moderate, about members who are not of the team."""
    return member.role.moderates and not other.role.is_staff


def may_sanction(member: Member, other: Member) -> bool:
    """Those who moderate, about members who are not of the team."""
    return may_see(member, other) and member.id != other.id


def may_confirm(member: Member, sanction: Sanction) -> bool:
    """Those who moderate, except the one who proposed it and the one it is about."""
    return member.role.moderates and member.id not in (sanction.proposed_by_id, sanction.member_id)


def may_lift(member: Member, sanction: Sanction) -> bool:
    """Those who moderate, except from themselves."""
    return member.role.moderates and sanction.member_id != member.id
