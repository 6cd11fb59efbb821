"""Who votes, talks and runs spaces, by role."""

import pytest
from flask import Flask

from accounts.models import Member, Role
from community.comments.models import Comment
from community.comments.policy import may_delete_comment, may_edit_comment
from community.contributions.models import State
from community.spaces.policy import may_run_spaces
from community.votes.policy import may_vote_on_behalf
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution

RUN_SPACES = {Role.COMMUNITY_MANAGER, Role.ADMIN}
STAFF = set(Role) - {Role.MEMBER, Role.TRUSTED}


def a_comment(author: Member, state: State = State.PUBLISHED) -> Comment:
    made = a_contribution(author, of=Comment, about_id=a_contribution().id, state=state.value)
    assert isinstance(made, Comment)
    return made


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_in_the_community_what_belongs_to_it(app: Flask, role: Role) -> None:
    member = a_member(role)
    assert may_vote_on_behalf(member, a_contribution()) is (role in STAFF)
    assert may_run_spaces(member) is (role in RUN_SPACES)
    assert may_edit_comment(member, a_comment(member))
    assert may_delete_comment(member, a_comment(member, State.HELD))
    assert not may_edit_comment(member, a_comment(a_member()))
    assert not may_delete_comment(member, a_comment(a_member()))
    assert not may_edit_comment(member, a_comment(member, State.REJECTED))
