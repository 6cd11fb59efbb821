"""The same words again, by one author or by several."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Member
from community.comments.commands import comment, edit_comment
from community.comments.models import Comment
from community.contributions.models import State
from foundation.database import db
from moderation.models import Finding
from moderation.queries import open_case
from moderation.repeats.models import Fingerprint
from tests.factories.accounts import a_customer
from tests.factories.community import a_contribution

TEXT = "Visit our new roastery in the old town, the very best beans for the very best price you ever saw"


def said(author: Member, text: str = TEXT) -> Comment:
    return comment(a_contribution(), author, text)


def repeat_of(written: Comment) -> tuple[str, int] | None:
    case = open_case(written.id)
    if case is None:
        return None
    found = db.session.scalars(
        select(Finding).where(Finding.case_id == case.id, Finding.kind == "repeat")
    ).one()
    return found.detail, found.seen["count"]


def test_the_same_author_again_is_read_and_then_held(app: Flask) -> None:
    author = a_customer()
    written = [said(author, f"{TEXT}{' Hurry!' * turn}") for turn in range(4)]
    assert [one.state for one in written] == [State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.HELD]
    assert [repeat_of(one) for one in written] == [None, ("own", 1), ("own", 2), ("own", 3)]


def test_several_authors_with_one_text_are_read_and_then_held(app: Flask) -> None:
    written = [said(a_customer()) for _turn in range(5)]
    assert [one.state for one in written] == [State.PUBLISHED] * 4 + [State.HELD]
    assert [repeat_of(one) for one in written] == [None, None, ("others", 2), ("others", 3), ("others", 4)]


@pytest.mark.parametrize("text", ["Thank you very much", "Yes please"])
def test_short_thanks_are_never_a_repetition(app: Flask, text: str) -> None:
    author = a_customer()
    assert {said(author, text).state for _turn in range(5)} == {State.PUBLISHED}
    assert db.session.scalar(select(func.count()).select_from(Fingerprint)) == 0


def test_one_s_own_edit_is_no_repetition_and_its_fingerprint_moves_along(app: Flask) -> None:
    author = a_customer()
    written = said(author)
    edit_comment(written, author, TEXT + " indeed", expected=1)
    assert open_case(written.id) is None
    assert db.session.scalar(select(func.count()).select_from(Fingerprint)) == 1


def test_other_words_are_no_repetition(app: Flask) -> None:
    author = a_customer()
    said(author)
    other = said(author, "Please sell the decaffeinated one in bags of one kilogram for offices such as mine")
    assert repeat_of(other) is None
