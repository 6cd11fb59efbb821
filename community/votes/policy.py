"""Who may vote for what."""

from accounts.models import Member
from community.contributions.models import Contribution


def may_ask_to_vote(member: Member, contribution: Contribution) -> bool:
    """Everybody who has signed in may try; the command says why a vote cannot count."""
    return member.is_active


def may_vote_on_behalf(member: Member, contribution: Contribution) -> bool:
    """Staff who talk with customers may write down a customer's vote."""
    return member.role.is_staff
