"""Who writes rules, and who lets them act."""

from accounts.models import Member, Role
from moderation.rules.models import Rule


def may_write_rules(member: Member) -> bool:
    """Whoever moderates drafts rules, tries them and lets them count in shadow."""
    return member.role.moderates


def may_run_rules(member: Member) -> bool:
    """Community managers and admins let a rule act on what people write."""
    return member.role in (Role.COMMUNITY_MANAGER, Role.ADMIN)


def may_retire_rule(member: Member, rule: Rule) -> bool:
    """What acts is put away by those who may let it act; the rest by whoever writes rules."""
    return may_run_rules(member) if rule.live_number else may_write_rules(member)
