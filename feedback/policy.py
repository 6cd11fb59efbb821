"""Who reads the review desk, and who answers there."""

from accounts.models import Member


def may_review(member: Member) -> bool:
    """Those who decide, those who care for the community, and those who keep the customer file."""
    return member.role.reviews


def may_answer(member: Member) -> bool:
    """The product managers and the admin."""
    return member.role.answers


def may_see_few(member: Member) -> bool:
    """Whether values of fewer than five customers are shown: only to those who may open each file anyway."""
    return member.role.reads_customers
