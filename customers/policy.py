"""Who may read and change the customer file, and who may change what it says of a member."""

from accounts.models import Member
from customers.models import NeedEvidence


def may_read_customers(member: Member) -> bool:
    """The CRM lead and the admin."""
    return member.role.reads_customers


def may_change_customers(member: Member) -> bool:
    """Those who read the file keep it right."""
    return member.role.reads_customers


def may_read_own_data(member: Member) -> bool:
    """Every member reads what is known of them."""
    return member.erased_at is None


def may_withdraw_evidence(member: Member, evidence: NeedEvidence) -> bool:
    """Only the one whose need it is said to be."""
    return evidence.member_id == member.id
