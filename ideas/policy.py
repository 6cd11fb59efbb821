"""Who may do what with ideas."""

from accounts.models import Member
from community.contributions.models import State
from ideas.models import Idea, IdeaStatus

CLOSED_STATES = frozenset({State.REJECTED.value, State.REMOVED.value, State.ARCHIVED.value})


def may_propose(member: Member) -> bool:
    """Everybody whose address is proved."""
    return member.is_verified


def may_edit(member: Member, idea: Idea) -> bool:
    """Its author while it lives, and those who moderate."""
    lives = idea.status is not IdeaStatus.DUPLICATE and idea.state not in CLOSED_STATES
    return lives and (idea.author_id == member.id or member.role.moderates)


def may_withdraw(member: Member, idea: Idea) -> bool:
    """Its author; whether it is too late is for the command to say."""
    return idea.author_id == member.id and idea.state not in CLOSED_STATES


def may_merge(member: Member, idea: Idea) -> bool:
    """Those who answer and those who moderate."""
    return member.role.answers or member.role.moderates
