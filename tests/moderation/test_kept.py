"""What is kept of the lists between two texts, and how soon a change is felt."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from community.comments.commands import comment
from community.contributions.models import Contribution, State
from foundation.database import db
from moderation import kept
from moderation.embargo.commands import add_term, end_term
from moderation.embargo.queries import today
from moderation.lists.commands import add_word, remove_word
from moderation.reasons import Because
from moderation.screen import screen
from moderation.watching import Written, watch
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution, a_space

TEXT = "Could the grinder of the kitchen be made a little less loud in the early morning, please?"
MOST_WATCHED, MOST_SCREENED = 4, 6


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    seen: list[str] = []

    def note(*sent: object) -> None:
        seen.append(str(sent[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock by which things are kept, to be set forward."""
    hands = [1_000.0]
    monkeypatch.setattr(kept, "monotonic", lambda: hands[0])
    return hands


def a_text() -> Contribution:
    return comment(a_contribution(space=a_space()), a_customer(), TEXT)


def reasons(written: Written) -> set[Because]:
    return {found.because for found in watch(written)}


def test_screening_asks_the_database_little(app: Flask, clock: list[float]) -> None:
    text = a_text()
    author = a_customer()
    db.session.commit()
    clock[0] += 2
    assert text.space_id
    watch(Written.of(text, author))
    with statements() as watched:
        watch(Written.of(text, author))
    with statements() as screened:
        screen(text)
    assert len(watched) <= MOST_WATCHED, watched
    assert len(screened) <= MOST_SCREENED, screened


def test_a_change_is_felt_by_the_next_text_whether_it_is_committed_or_not(
    app: Flask, clock: list[float]
) -> None:
    moderator, written = a_moderator(), Written.of(a_text(), None)
    assert not reasons(written)
    clock[0] += 2
    word = add_word("*", "grinder", "", moderator)
    assert reasons(written) == {Because.WORD}
    db.session.commit()
    assert reasons(written) == {Because.WORD}
    remove_word(word, moderator)
    assert not reasons(written)
    db.session.commit()
    clock[0] += 2
    assert not reasons(written)
    term = add_term("early morning", today(), today(), moderator)
    assert reasons(written) == {Because.EMBARGO}
    end_term(term, moderator)
    assert not reasons(written)


def test_what_is_undone_was_never_kept(app: Flask, clock: list[float]) -> None:
    moderator = a_moderator()
    assert a_text().state == State.PUBLISHED
    db.session.commit()
    clock[0] += 2
    add_word("*", "grinder", "", moderator)
    assert a_text().state == State.HELD
    db.session.rollback()
    assert a_text().state == State.PUBLISHED


def test_what_is_read_just_after_a_change_is_not_kept_for_long(app: Flask, clock: list[float]) -> None:
    turns = itertools.count(1)
    value = kept.Kept(lambda: next(turns), Contribution)
    assert [value(), value()] == [1, 1]
    db.session.commit()
    a_contribution()
    db.session.commit()
    assert [value(), value()] == [2, 3]  # whoever had begun to read before the change could have put it there
    clock[0] += kept.SETTLES + 0.1
    assert [value(), value()] == [4, 4]
    clock[0] += kept.SECONDS
    assert value() == 5
