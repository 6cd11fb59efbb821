"""Whatever happens to a contribution: only moves that are allowed, each with its row, and counters that stay right."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings as tried, strategies as st
from sqlalchemy import func, select

from community.comments.models import Comment
from community.contributions import commands
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.contributions.transitions import (
    AUTHOR,
    MOVES,
    OWN,
    Cause,
    NotFromHere,
    Transition,
    may_go_back,
    may_move,
    path_of,
)
from community.spaces.models import Space
from foundation.audit import Unchangeable
from foundation.database import db
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution

REACHED_BY = {State.PUBLISHED: commands.publish, State.LIMITED: commands.limit, State.HELD: commands.hold}


def go(contribution: Contribution, state: State, cause: Cause) -> None:
    """Move as the product does."""
    if state in REACHED_BY:
        REACHED_BY[state](contribution, cause)
    else:
        commands.hide(contribution, state, cause)


def test_every_state_says_where_it_leads() -> None:
    assert set(MOVES) == set(State)
    assert all(state not in after for state, after in (*MOVES.items(), *OWN.items()))


def test_no_state_is_a_trap_for_what_was_sent() -> None:
    for state in set(State) - {State.DRAFT}:
        assert MOVES[state]


def test_only_its_author_sends_a_draft_or_takes_a_text_back() -> None:
    assert may_move(State.DRAFT, State.SUBMITTED, own=True)
    assert not may_move(State.DRAFT, State.SUBMITTED, own=False)
    assert may_move(State.HELD, State.DRAFT, own=True)
    assert not may_move(State.HELD, State.DRAFT, own=False)


@pytest.mark.parametrize("state", [State.REJECTED, State.REMOVED, State.ARCHIVED])
def test_its_author_does_not_move_what_was_decided(state: State) -> None:
    assert state not in OWN


@pytest.mark.parametrize(
    ("was", "became"),
    [
        (State.DRAFT, State.PUBLISHED),
        (State.HELD, State.REMOVED),
        (State.REJECTED, State.HELD),
        (State.REMOVED, State.REJECTED),
        (State.PUBLISHED, State.REJECTED),
        (State.PUBLISHED, State.SUBMITTED),
    ],
)
def test_no_decision_makes_these_moves(was: State, became: State) -> None:
    assert not may_move(was, became, own=False)


def test_undoing_goes_back_along_a_move_only() -> None:
    assert may_go_back(State.REJECTED, State.HELD)
    assert may_go_back(State.REMOVED, State.LIMITED)
    assert not may_go_back(State.REJECTED, State.PUBLISHED)


def test_a_move_that_is_not_allowed_is_refused_and_leaves_nothing(app: Flask) -> None:
    refused = a_contribution(state=State.REJECTED.value)
    with pytest.raises(NotFromHere):
        commands.hold(refused, Cause())
    assert refused.state == State.REJECTED
    assert path_of(refused.id) == []


def test_a_row_says_who_moved_it_as_what_why_and_by_which_terms(app: Flask) -> None:
    moderator, text = a_moderator(), a_contribution(revision=3)
    cause = Cause(
        actor_id=moderator.id,
        role="moderator",
        reason="spam",
        note="Without the link, please.",
        seen={"case": 7},
        policy_version=4,
        automated_detection=True,
    )
    commands.hide(text, State.CHANGES_REQUESTED, cause)
    (row,) = path_of(text.id)
    assert {name: getattr(row, name) for name in vars(cause)} == vars(cause)
    assert (row.was, row.became, row.previous_revision, row.revision) == (
        "published",
        "changes_requested",
        3,
        3,
    )


def test_a_row_keeps_the_revision_before_and_the_one_that_moved(app: Flask) -> None:
    author = a_customer()
    text = commands.submit(
        Contribution(title="Bags", source="Bring them.", space_id=a_contribution().space_id), author
    )
    commands.hide(text, State.CHANGES_REQUESTED, Cause())
    commands.revise(text, author, "Bags", "Bring them back.", expected=1)
    rows = [(row.was, row.became, row.previous_revision, row.revision) for row in path_of(text.id)]
    assert rows == [
        ("submitted", "published", 1, 1),
        ("published", "changes_requested", 1, 1),
        ("changes_requested", "submitted", 1, 2),
        ("submitted", "held", 2, 2),
    ]
    assert path_of(text.id)[2].role == AUTHOR


def test_a_row_is_never_changed(app: Flask) -> None:
    text = a_contribution()
    commands.limit(text, Cause())
    path_of(text.id)[0].reason = "other"
    with pytest.raises(Unchangeable):
        db.session.flush()
    db.session.rollback()


deeds = st.tuples(st.sampled_from(State), st.sampled_from(["author", "staff", "undo"]))


@pytest.mark.slow
@tried(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(deeds, max_size=20))
def test_counters_stay_right_and_the_path_unbroken_whatever_is_tried(
    app: Flask, wanted: list[tuple[State, str]]
) -> None:
    author, staff, about = a_customer(), a_moderator(), a_contribution()
    said = a_contribution(
        author, of=Comment, about_id=about.id, state="submitted", space=db.session.get(Space, about.space_id)
    )
    for state, who in wanted:
        attempt(said, state, who, author_id=author.id, staff_id=staff.id)
    db.session.expire_all()
    path = path_of(said.id)
    assert [row.was for row in path] == [State.SUBMITTED, *(row.became for row in path)][: len(path)]
    assert said.state == (path[-1].became if path else State.SUBMITTED)
    public = select(func.count(Comment.id)).where(
        Comment.about_id == about.id, Comment.state.in_(PUBLIC_STATES)
    )
    assert about.comment_count == db.session.scalar(public)


def attempt(said: Contribution, state: State, who: str, *, author_id: int, staff_id: int) -> None:
    """One deed, or its refusal."""
    actor = {"author": author_id, "staff": staff_id, "undo": staff_id}[who]
    move: Callable[[Contribution, State, Cause], None] = commands.put_back if who == "undo" else go
    before = db.session.scalar(select(func.count()).select_from(Transition))
    try:
        move(said, state, Cause(actor_id=actor))
    except NotFromHere:
        assert db.session.scalar(select(func.count()).select_from(Transition)) == before
