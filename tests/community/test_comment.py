"""Saying something about a contribution."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.comments import commands
from community.comments.models import Comment
from community.comments.queries import thread_of
from community.contributions.commands import hide
from community.contributions.models import Mention, Revision, State
from community.contributions.transitions import Cause
from community.spaces.models import Audience, Mode
from foundation import clock
from foundation.database import db
from foundation.errors import TooMany
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.questions import counted


def only_comment() -> Comment:
    return db.session.scalars(select(Comment)).one()


def test_a_comment_is_published_counted_and_shown_in_its_place(browser: Browser) -> None:
    about = a_contribution()
    answer = browser.sign_in(a_customer()).post(
        f"/contributions/{about.id}/comments", text="**Yes**, please."
    )
    written = only_comment()
    assert answer.location == f"/contributions/{about.id}#comment-{written.id}"
    assert (written.html.strip(), written.state, about.comment_count) == (
        "<p><strong>Yes</strong>, please.</p>",
        State.PUBLISHED.value,
        1,
    )


def test_htmx_gets_the_conversation_with_the_new_comment(browser: Browser) -> None:
    about = a_contribution()
    answer = browser.sign_in(a_customer()).htmx("POST", f"/contributions/{about.id}/comments", text="Yes.")
    assert answer.status_code == 200
    assert "<p>Yes.</p>" in answer.text
    assert answer.text.count("<textarea") == 1


def test_a_form_sent_twice_speaks_once(browser: Browser) -> None:
    about = a_contribution()
    browser.sign_in(a_customer())
    for _time in range(2):
        assert browser.post(f"/contributions/{about.id}/comments", text="Yes.", nonce="n1").status_code == 303
    assert about.comment_count == 1


@pytest.mark.parametrize("text", ["", "   \u200b ", "x" * 5001])
def test_a_text_that_cannot_be_taken_is_kept_and_explained(browser: Browser, text: str) -> None:
    about = a_contribution()
    answer = browser.sign_in(a_customer()).post(f"/contributions/{about.id}/comments", text=text)
    assert answer.status_code == 422
    assert text.strip("\u200b ") in answer.text
    assert "field__error" in answer.text
    assert about.comment_count == 0


def test_a_comment_of_blanks_asks_for_words(browser: Browser) -> None:
    answer = browser.sign_in(a_customer()).post(f"/contributions/{a_contribution().id}/comments", text="   ")
    assert answer.status_code == 422
    assert "Write a few words first." in answer.text


def test_closed_conversations_say_so_and_keep_the_text(browser: Browser) -> None:
    about = a_contribution(state=State.ARCHIVED.value)
    answer = browser.sign_in(a_customer()).post(f"/contributions/{about.id}/comments", text="Too late?")
    assert answer.status_code == 409
    assert "Too late?" in answer.text


def test_an_answer_to_an_answer_joins_the_same_thread(app: Flask) -> None:
    about, author = a_contribution(), a_customer()
    root = commands.comment(about, author, "One")
    reply = commands.comment(about, author, "Two", parent=root)
    again = commands.comment(about, author, "Three", parent=reply)
    assert (reply.parent_id, again.parent_id) == (root.id, root.id)
    thread = thread_of(about, None)
    assert [[said.html.strip() for said in branch.replies] for branch in thread.items] == [
        ["<p>Two</p>", "<p>Three</p>"]
    ]


def test_an_answer_to_a_comment_elsewhere_is_not_taken(browser: Browser) -> None:
    author, elsewhere, here = a_customer(), a_contribution(), a_contribution()
    there = commands.comment(elsewhere, author, "There")
    browser.sign_in(author)
    answer = browser.post(f"/contributions/{here.id}/comments", text="Here", parent=there.id)
    assert answer.status_code == 404


def test_a_held_comment_is_seen_by_its_author_alone_and_says_why(browser: Browser) -> None:
    author = a_customer()
    about = a_contribution(space=a_space(moderation=Mode.PRE.value))
    browser.sign_in(author).post(f"/contributions/{about.id}/comments", text="Careful.")
    seen = browser.htmx("GET", f"/contributions/{about.id}/comments").text
    assert "Careful." in seen
    assert "until a moderator has read it" in seen
    other = browser.stranger().sign_in(a_customer())
    assert "Careful." not in other.htmx("GET", f"/contributions/{about.id}/comments").text
    assert about.comment_count == 0


def test_a_thread_keeps_its_answers_when_its_first_comment_goes(app: Flask) -> None:
    about, author = a_contribution(), a_customer()
    root = commands.comment(about, author, "Gone soon")
    commands.comment(about, author, "Stays", parent=root)
    hide(root, State.REMOVED, Cause())
    [branch] = thread_of(about, None).items
    assert branch.state == "gone"
    assert branch.replies[0].html.strip() == "<p>Stays</p>"
    db.session.refresh(about)
    assert about.comment_count == 1


def test_long_conversations_come_in_pages_of_whole_threads(app: Flask) -> None:
    about, author = a_contribution(), a_member()
    for number in range(60):
        with clock.frozen(clock.now() + timedelta(minutes=number)):
            commands.comment(about, author, f"Number {number}")
    first = thread_of(about, None)
    assert first.next_after is not None
    rest = thread_of(about, None, after=first.next_after)
    assert (len(first.items), len(rest.items), rest.next_after) == (50, 10, None)


def test_a_thread_is_read_in_two_questions_however_long(app: Flask) -> None:
    about, author = a_contribution(), a_member()
    for number in range(9):
        commands.comment(about, author, f"@{author.name} number {number}")
    db.session.refresh(about)
    with counted() as asked:
        thread_of(about, None)
    assert len(asked) == 2


def test_an_edit_keeps_the_former_text(browser: Browser) -> None:
    author, about = a_customer(), a_contribution()
    written = commands.comment(about, author, "Frist")
    browser.sign_in(author)
    assert "Frist" in browser.get(f"/comments/{written.id}/edit").text
    browser.post(f"/comments/{written.id}/edit", text="First", revision=1)
    kept = db.session.scalars(select(Revision)).one()
    assert (written.source, written.revision, kept.source, kept.revision) == ("First", 2, "Frist", 1)


def test_an_edit_of_an_older_text_is_a_409_that_keeps_what_was_typed(browser: Browser) -> None:
    author, about = a_customer(), a_contribution()
    written = commands.comment(about, author, "One")
    commands.edit_comment(written, author, "Two", expected=1)
    answer = browser.sign_in(author).post(f"/comments/{written.id}/edit", text="Three", revision=1)
    assert answer.status_code == 409
    assert "Three" in answer.text
    assert "<p>Two</p>" in answer.text
    assert 'value="2"' in answer.text
    assert written.source == "Two"


def test_nobody_edits_or_deletes_what_others_said(browser: Browser) -> None:
    written = commands.comment(a_contribution(), a_customer(), "Mine")
    for somebody in (a_customer(), a_moderator()):
        hands = browser.stranger().sign_in(somebody)
        assert hands.get(f"/comments/{written.id}/edit").status_code == 403
        assert hands.post(f"/comments/{written.id}/edit", text="Ours", revision=1).status_code == 403
        assert hands.post(f"/comments/{written.id}/deletion").status_code == 403


def test_an_author_takes_a_comment_back(browser: Browser) -> None:
    author, about = a_customer(), a_contribution()
    written = commands.comment(about, author, "Hm.")
    browser.sign_in(author).post(f"/comments/{written.id}/deletion")
    assert (written.state, about.comment_count) == (State.REMOVED.value, 0)
    assert browser.get(f"/comments/{written.id}/edit").status_code in (403, 404)


def test_what_a_moderator_did_not_publish_cannot_be_edited_back_in(browser: Browser) -> None:
    author = a_customer()
    written = commands.comment(a_contribution(), author, "No.")
    hide(written, State.REMOVED, Cause())
    assert (
        browser.sign_in(author).post(f"/comments/{written.id}/edit", text="x", revision=1).status_code == 403
    )


def test_a_mention_is_kept_as_an_id_and_read_by_todays_name(app: Flask) -> None:
    author, named = a_customer(), a_member(name="Karim")
    about = a_contribution()
    written = commands.comment(about, author, "What does @Karim say?")
    assert db.session.scalars(select(Mention.member_id)).all() == [named.id]
    assert "Karim" not in written.source
    named.name = "Karim D."
    db.session.flush()
    assert "@Karim D." in thread_of(about, None).items[0].html


def test_an_erased_author_is_a_former_member(app: Flask) -> None:
    author, about = a_customer(name="Malo"), a_contribution()
    commands.comment(about, author, "I was here")
    author.erased_at = clock.now()
    db.session.flush()
    [said] = thread_of(about, None).items
    assert (said.name, said.author_id) == (None, None)


def test_too_many_comments_in_a_minute_wait(app: Flask) -> None:
    about, author = a_contribution(), a_customer()
    for number in range(10):
        commands.comment(about, author, f"Number {number}")
    with pytest.raises(TooMany):
        commands.comment(about, author, "One more")


def test_a_conversation_in_a_circle_does_not_exist_for_others(browser: Browser) -> None:
    insider = a_customer()
    about = a_contribution(space=a_space(audience=Audience.CIRCLE.value, circle=(insider,)))
    written = commands.comment(about, insider, "Between us")
    other = browser.stranger().sign_in(a_customer())
    assert other.post(f"/contributions/{about.id}/comments", text="Hello").status_code == 404
    assert other.get(f"/contributions/{written.id}").status_code == 404
    assert browser.sign_in(insider).get(f"/contributions/{about.id}/comments").status_code == 200


def test_in_a_letter_box_the_house_and_the_writer_talk_and_nobody_else_reads(browser: Browser) -> None:
    writer, house = a_customer(), a_moderator()
    about = a_contribution(writer, space=a_space(audience=Audience.OWN.value))
    answer = commands.comment(about, house, "Tell us more")
    browser.sign_in(writer)
    assert browser.get(f"/contributions/{about.id}/comments?parent={answer.id}").status_code == 200
    assert (
        browser.post(f"/contributions/{about.id}/comments", text="Gladly", parent=answer.id).status_code
        == 303
    )
    assert about.comment_count == 2
    other = browser.stranger().sign_in(a_customer())
    assert other.get(f"/contributions/{about.id}/comments").status_code == 404
    assert other.get(f"/contributions/{answer.id}/report").status_code == 404


@pytest.mark.parametrize("nonce", ["\x00", "x" * 41, "é\ud800"])
def test_a_number_nobody_made_breaks_nothing(browser: Browser, nonce: str) -> None:
    about = a_contribution()
    body = b"text=Hello&nonce=" + nonce.encode("utf-8", "surrogatepass")
    how = {"content_type": "application/x-www-form-urlencoded"}
    answer = browser.sign_in(a_customer()).open(
        "POST", f"/contributions/{about.id}/comments", data=body, **how
    )
    assert answer.status_code in (303, 422)


@pytest.mark.parametrize("parent", ["x", "-1", "9223372036854775808", "99999999999999999999999", ""])
def test_an_answer_to_nothing_is_told_apart(browser: Browser, parent: str) -> None:
    about = a_contribution()
    browser.sign_in(a_customer())
    answer = browser.post(f"/contributions/{about.id}/comments", text="Hello", parent=parent)
    assert answer.status_code in ((303,) if not parent else (404, 422))
    assert browser.get(f"/contributions/{about.id}/comments?parent={parent}&after={parent}").status_code in (
        200,
        404,
    )
