"""Who may change a kept filter."""

from accounts.models import Member
from moderation.filters.models import KeptFilter
from moderation.policy import may_lead


def may_change_filter(member: Member, kept: KeptFilter) -> bool:
    """Who keeps it; what is shared, also who leads."""
    return member.role.moderates and (kept.owner_id == member.id or (kept.shared and may_lead(member)))
