"""Who moderates and who reports, by role."""

import pytest
from flask import Flask

from accounts.models import Role
from moderation import policy
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution

#                     moderate decide(other's) decide(own) report(other's) report(own)
TABLE = {
    Role.MEMBER: (False, False, False, True, False),
    Role.TRUSTED: (False, False, False, True, False),
    Role.MODERATOR: (True, True, False, True, False),
    Role.COMMUNITY_MANAGER: (True, True, False, True, False),
    Role.PRODUCT_MANAGER: (False, False, False, True, False),
    Role.CRM_MANAGER: (False, False, False, True, False),
    Role.ADMIN: (True, True, False, True, False),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_in_moderation_what_the_table_says(app: Flask, role: Role) -> None:
    member = a_member(role)
    others, own = a_contribution(a_member()), a_contribution(member)
    assert (
        policy.may_moderate(member),
        policy.may_decide(member, others),
        policy.may_decide(member, own),
        policy.may_report(member, others),
        policy.may_report(member, own),
    ) == TABLE[role]
