"""Who moderates, and who may report what."""

from accounts.models import Member, Role
from community.contributions.models import Contribution
from moderation.models import Decision


def may_moderate(member: Member) -> bool:
    """Moderators, community managers and admins."""
    return member.role.moderates


def may_lead(member: Member) -> bool:
    """Community managers and admins: what changes how everybody moderates."""
    return member.role in (Role.COMMUNITY_MANAGER, Role.ADMIN)


def may_decide(member: Member, contribution: Contribution) -> bool:
    """Who moderates, except about what they wrote themselves."""
    return member.role.moderates and contribution.author_id != member.id


def may_undo(member: Member, decision: Decision) -> bool:
    """Who took the decision, and still moderates."""
    return member.role.moderates and decision.by_id == member.id


def may_report(member: Member, contribution: Contribution) -> bool:
    """Everybody, except what they wrote themselves."""
    return contribution.author_id != member.id
