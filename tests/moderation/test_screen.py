"""What is held before it is published, and why."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from accounts.models import Member
from community.comments.commands import comment, delete_comment, edit_comment
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.spaces.models import Mode
from foundation.database import db
from moderation.lists.commands import add_word
from moderation.models import Case, Finding
from moderation.queries import open_case
from moderation.reasons import Reason, Verdict
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.moderation import decided


def findings(about: Contribution) -> set[tuple[str, str]]:
    case = open_case(about.id)
    assert case is not None
    return {
        (row.kind, row.detail)
        for row in db.session.scalars(select(Finding).where(Finding.case_id == case.id))
    }


def said(author: Member, text: str, mode: Mode = Mode.REACTIVE, **given: str) -> Comment:
    return comment(a_contribution(space=a_space(moderation=mode.value), **given), author, text)


def test_what_nothing_speaks_against_is_published(app: Flask) -> None:
    written = said(a_customer(), "Yes please")
    assert (written.state, open_case(written.id)) == (State.PUBLISHED.value, None)


def test_a_pre_moderated_space_holds_and_says_so(app: Flask) -> None:
    written = said(a_customer(), "Yes please", Mode.PRE)
    assert written.state == State.HELD.value
    assert findings(written) == {("pre_moderated", "")}


def test_a_listed_word_holds_and_is_named(app: Flask) -> None:
    add_word("en", "Projet Écume", "", a_moderator())
    written = said(a_customer(), "The projet ecume is coming")
    assert written.state == State.HELD.value
    assert findings(written) == {("word", "Projet Écume")}


def test_a_word_counts_in_its_language_only(app: Flask) -> None:
    moderator = a_moderator()
    add_word("en", "retard", "", moderator)
    add_word("*", "viagra", "", moderator)
    assert said(a_customer(language="fr"), "Mon colis a du retard").state == State.PUBLISHED.value
    assert said(a_customer(language="en"), "retard").state == State.HELD.value
    assert said(a_customer(language="fr"), "VIAGRA").state == State.HELD.value


def test_what_the_house_writes_is_not_held(app: Flask) -> None:
    assert said(a_moderator(), "We look into it", Mode.PRE).state == State.PUBLISHED.value


def test_an_edit_that_brings_a_listed_word_is_held_again(app: Flask) -> None:
    add_word("en", "spam", "", a_moderator())
    author = a_customer()
    written = said(author, "Hello")
    edit_comment(written, author, "Hello spam", expected=1)
    assert written.state == State.HELD.value


def test_what_is_held_is_not_published_by_taking_the_word_out(app: Flask) -> None:
    add_word("en", "spam", "", a_moderator())
    author = a_customer()
    written = said(author, "spam")
    edit_comment(written, author, "Hello", expected=1)
    assert written.state == State.HELD.value
    assert findings(written) == {("resubmitted", "")}


def test_what_was_sent_back_returns_to_the_queue_when_it_is_edited(app: Flask) -> None:
    author, moderator = a_customer(), a_moderator()
    written = said(author, "Call me on 06 12 34 56 78", Mode.PRE)
    first = decided(written, Verdict.CHANGES, Reason.PERSONAL_DATA, by=moderator)
    assert written.state == State.CHANGES_REQUESTED.value
    edit_comment(written, author, "Write to me here", expected=1)
    again = open_case(written.id)
    assert again is not None
    assert again.id != first.case_id
    assert written.state == State.HELD.value


def test_an_edit_moves_the_version_of_the_open_case(app: Flask) -> None:
    author = a_customer()
    written = said(author, "One", Mode.PRE)
    case = open_case(written.id)
    assert case is not None
    before = case.version
    edit_comment(written, author, "Two", expected=1)
    db.session.refresh(case)
    assert case.version == before + 1


def test_what_its_author_takes_back_leaves_the_queue(app: Flask, drain: Callable[[], int]) -> None:
    written = said(a_customer(), "Oops", Mode.PRE)
    delete_comment(written)
    drain()
    assert open_case(written.id) is None
    assert db.session.scalars(select(Case)).one().closed_at is not None
