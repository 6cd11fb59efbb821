"""Who may say something, and change or take back what they said."""

from accounts.models import Member
from community.comments.models import Comment
from community.contributions.models import Contribution, State

CHANGEABLE = (State.PUBLISHED, State.LIMITED, State.HELD, State.CHANGES_REQUESTED, State.DRAFT)


def may_comment(member: Member, about: Contribution) -> bool:
    """Everybody who sees it; the command says when comments are closed."""
    return member.is_active


def may_edit_comment(member: Member, comment: Comment) -> bool:
    """Its author, unless a moderator has taken it away."""
    return comment.author_id == member.id and comment.state in CHANGEABLE


def may_delete_comment(member: Member, comment: Comment) -> bool:
    """Its author; moderators decide on cases instead, with a reason."""
    return may_edit_comment(member, comment)
