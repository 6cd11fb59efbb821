"""What is kept of the lists between two texts, and how soon a change is felt."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select

from accounts.models import Member
from community.comments.commands import comment
from community.contributions.models import Contribution, State
from foundation.database import db
from foundation.settings import Settings
from foundation.upsert import insert_new
from moderation import kept
from moderation.embargo.commands import add_term, end_term
from moderation.embargo.models import EmbargoTerm
from moderation.embargo.queries import numbers_in, today
from moderation.lists.commands import add_word, remove_word
from moderation.lists.models import WordListEntry
from moderation.lists.queries import _WORDS
from moderation.reasons import Because
from moderation.screen import screen
from moderation.watching import Written, watch
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.servers import own_database
from wsgi import create_app

TEXT = "Could the grinder of the kitchen be made a little less loud in the early morning, please?"
MOST_WATCHED, MOST_SCREENED = 5, 7


@contextmanager
def statements() -> Iterator[list[str]]:
    """The questions and changes sent to the database meanwhile, without what begins a transaction."""
    seen: list[str] = []

    def note(*sent: object) -> None:
        if not str(sent[2]).startswith(("PRAGMA", "BEGIN")):
            seen.append(str(sent[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Flask, Flask]]:
    """Two processes of one site: each with an engine and a memory of its own."""
    with own_database(tmp_path) as url:
        made = [
            create_app(Settings(_env_file=None, env="test", database_url=url, data_dir=tmp_path))
            for _ in "ab"
        ]
        with made[0].app_context():
            db.create_all()
        yield made[0], made[1]
        for one in made:
            with one.app_context():
                db.session.remove()
                db.engine.dispose()


def a_text() -> Contribution:
    return comment(a_contribution(space=a_space()), a_customer(), TEXT)


def reasons(written: Written) -> set[Because]:
    return {found.because for found in watch(written)}


def test_screening_asks_the_database_little(app: Flask) -> None:
    text = a_text()
    author = a_customer()
    db.session.commit()
    assert text.space_id
    watch(Written.of(text, author))
    with statements() as watched:
        watch(Written.of(text, author))
    with statements() as screened:
        screen(text)
    assert len(watched) <= MOST_WATCHED, watched
    assert len(screened) <= MOST_SCREENED, screened


def test_a_change_is_felt_by_the_next_text_whether_it_is_committed_or_not(app: Flask) -> None:
    moderator, written = a_moderator(), Written.of(a_text(), None)
    assert not reasons(written)
    word = add_word("*", "grinder", "", moderator)
    assert reasons(written) == {Because.WORD}
    db.session.commit()
    assert reasons(written) == {Because.WORD}
    remove_word(word, moderator)
    assert not reasons(written)
    db.session.commit()
    assert not reasons(written)
    term = add_term("early morning", today(), today(), moderator)
    assert reasons(written) == {Because.EMBARGO}
    end_term(term, moderator)
    assert not reasons(written)


def test_what_is_undone_was_never_kept(app: Flask) -> None:
    moderator = a_moderator()
    assert a_text().state == State.PUBLISHED
    db.session.commit()
    add_word("*", "grinder", "", moderator)
    assert a_text().state == State.HELD
    db.session.rollback()
    assert a_text().state == State.PUBLISHED


def test_a_process_hears_at_once_of_what_another_changed_and_pays_one_statement_for_it(
    two: tuple[Flask, Flask],
) -> None:
    here, there = two
    with here.app_context():
        moderator, space = a_moderator(), a_space()
        db.session.commit()
        by, where = moderator.id, space.id
    typed = Written("comment", "", TEXT, "en", where, None)
    with there.app_context():
        numbers_in(typed)
        db.session.rollback()
        with statements() as asked:
            assert numbers_in(typed) == []
        assert len(asked) == 1, asked
    with here.app_context():
        number = add_term("early morning", today(), today(), db.session.get_one(Member, by)).id
        db.session.commit()
    with there.app_context():
        assert numbers_in(typed) == [number]
        db.session.rollback()
        with statements() as asked:
            assert numbers_in(typed) == [number]
            assert numbers_in(typed) == [number]
        assert len([one for one in asked if "moderation_" in one]) == 1, asked
        end_term(db.session.get_one(EmbargoTerm, number), db.session.get_one(Member, by))
        db.session.commit()
    with here.app_context():
        assert numbers_in(typed) == []


def test_a_change_that_another_takes_back_is_felt_by_nobody_else(two: tuple[Flask, Flask]) -> None:
    here, there = two
    with here.app_context():
        words = _WORDS()
        by = a_moderator()
        add_word("*", "grinder", "", by)
        assert _WORDS() != words
        db.session.rollback()
        assert _WORDS() == words
    with there.app_context():
        before = db.session.scalar(select(kept.Stamp.stamp))
        insert_new(WordListEntry, language="*", term="grinder", folded="grinder", tier=1, note="")
        db.session.commit()
        assert db.session.scalar(select(kept.Stamp.stamp)) != before
    with here.app_context():
        assert _WORDS() != words


def test_what_is_not_kept_leaves_the_stamp_alone(app: Flask) -> None:
    add_word("*", "grinder", "", a_moderator())
    db.session.commit()
    before = db.session.scalar(select(kept.Stamp.stamp))
    a_text()
    db.session.commit()
    assert db.session.scalar(select(kept.Stamp.stamp)) == before
