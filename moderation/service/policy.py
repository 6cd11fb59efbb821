"""Who works on service cases, and who reads them."""

from accounts.models import Member
from community.contributions.models import Contribution
from moderation.service.models import ComplaintRemoval, ServiceCase


def may_serve(member: Member) -> bool:
    """Those who moderate, and those who look after customers."""
    return member.role.moderates or member.role.reads_customers


def may_open(member: Member, contribution: Contribution) -> bool:
    """Who serves, except about what they wrote themselves."""
    return may_serve(member) and contribution.author_id != member.id


def may_read(member: Member, case: ServiceCase) -> bool:
    """Its author, and those who serve."""
    return case.member_id == member.id or may_serve(member)


def may_handle(member: Member, case: ServiceCase) -> bool:
    """Who serves, except on a case of their own."""
    return may_serve(member) and case.member_id != member.id


def may_remove(member: Member, case: ServiceCase) -> bool:
    """Those who moderate, on the case of somebody else."""
    return member.role.moderates and case.member_id != member.id


def may_confirm(member: Member, removal: ComplaintRemoval) -> bool:
    """Those who moderate, except the one who proposed it."""
    return member.role.moderates and removal.proposed_by_id != member.id
