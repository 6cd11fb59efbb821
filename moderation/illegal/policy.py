"""Who answers notices, and who says whose come first."""

from accounts.models import Member
from moderation.illegal.objections import Objection
from moderation.illegal.queries import looks_again


def may_answer_notices(member: Member) -> bool:
    """Who moderates."""
    return member.role.moderates


def may_keep_flaggers(member: Member) -> bool:
    """Admins."""
    return member.role.administers


def may_look_again(member: Member, objection: Objection) -> bool:
    """Who moderates, had no part in the first decision, wrote neither the text nor the notice."""
    return member.role.moderates and looks_again(objection, member)
