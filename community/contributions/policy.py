"""Who may do what with any contribution."""

from accounts.models import Member
from community.contributions.models import Contribution


def may_follow(member: Member, contribution: Contribution) -> bool:
    """Everybody who may read it."""
    return member.is_active
