"""Answers of the house and the steps of an idea."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from community.contributions.models import State
from foundation.database import db
from foundation.errors import Invalid
from ideas.commands import AnsweredMeanwhile, NotPublic, set_status
from ideas.models import Answer, DeclineReason, IdeaStatus, StatusChange
from tests.factories.accounts import a_product_manager
from tests.factories.ideas import an_idea


def test_an_answer_moves_the_idea_and_keeps_the_step(app: Flask) -> None:
    idea, salome = an_idea(votes=3), a_product_manager()
    answer = set_status(idea, IdeaStatus.PLANNED, salome, "In **spring**.")
    assert idea.status is IdeaStatus.PLANNED
    assert "<strong>spring</strong>" in answer.html
    changes = db.session.scalars(select(StatusChange)).all()
    assert [(change.was, change.became, change.by_id) for change in changes] == [
        ("new", "planned", salome.id)
    ]


def test_a_second_answer_is_another_row_and_no_step(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    set_status(idea, "started", salome, "We began.")
    set_status(idea, "started", salome, "Halfway.")
    assert [answer.excerpt for answer in db.session.scalars(select(Answer).order_by(Answer.id))] == [
        "We began.",
        "Halfway.",
    ]
    assert len(db.session.scalars(select(StatusChange)).all()) == 1


def test_the_second_of_two_colleagues_learns_of_the_first(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    set_status(idea, "planned", salome, "Yes.", expected=0)
    with pytest.raises(AnsweredMeanwhile):
        set_status(idea, "declined", salome, "No.", "not_now", expected=0)
    assert idea.status is IdeaStatus.PLANNED


def test_a_no_needs_its_reason(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    with pytest.raises(Invalid):
        set_status(idea, "declined", salome, "No.")
    answer = set_status(
        idea,
        "declined",
        salome,
        "No.",
        DeclineReason.NOT_NOW,
        look_again_at=date(2027, 3, 1),
        look_again_when="the crop lands",
    )
    assert (answer.look_again_at, answer.look_again_when) == (date(2027, 3, 1), "the crop lands")


def test_what_nobody_can_read_is_not_answered(app: Flask) -> None:
    with pytest.raises(NotPublic):
        set_status(an_idea(state=State.HELD), "planned", a_product_manager(), "Yes.")


def test_votes_close_when_an_idea_has_its_outcome(app: Flask) -> None:
    assert an_idea(status=IdeaStatus.STARTED).takes_votes
    assert not an_idea(status=IdeaStatus.SHIPPED).takes_votes
    assert not an_idea(status=IdeaStatus.DECLINED).takes_votes
    assert not an_idea(state=State.HELD).takes_votes
