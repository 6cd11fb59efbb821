"""Ideas close to an idea."""

from collections.abc import Callable

from flask import Flask

from community.spaces.models import Space
from foundation.database import db
from ideas.commands import submit_idea
from ideas.models import Idea, Neighbour
from ideas.neighbours import close_to, look_round_again
from tests.factories.accounts import a_customer
from tests.factories.community import a_space


def proposed(title: str, space: Space) -> Idea:
    """An idea proposed the way members do."""
    return submit_idea(a_customer(), space, title, "Two of us drink four cups a day each.")


def test_a_new_idea_is_shown_beside_those_that_share_its_words(app: Flask, drain: Callable[[], int]) -> None:
    space = a_space()
    old = proposed("Sell the decaf in larger bags", space)
    proposed("Open the roastery on Saturdays", space)
    drain()
    new = proposed("Larger decaf bags please", space)
    drain()
    assert [row.id for row in close_to(new, None)][:1] == [old.id]


def test_a_neighbour_in_a_sealed_space_is_shown_to_nobody_outside(
    app: Flask, drain: Callable[[], int]
) -> None:
    sealed = a_space(audience="circle")
    proposed("Sell the decaf in larger bags", sealed)
    drain()
    new = proposed("Larger decaf bags please", a_space())
    drain()
    assert close_to(new, None) == []


def test_looking_round_again_changes_nothing(app: Flask, drain: Callable[[], int]) -> None:
    space = a_space()
    for number in range(3):
        proposed(f"Sell the decaf in larger bags, version {number}", space)
    drain()
    look_round_again()
    before = db.session.query(Neighbour).count()
    look_round_again()
    assert db.session.query(Neighbour).count() == before
