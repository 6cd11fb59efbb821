"""Proposing: write first, sign in last, nothing typed is lost, sent twice is one."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.contributions.models import State
from community.spaces.models import Mode
from foundation import search
from foundation.clock import frozen, now
from foundation.database import db
from ideas import drafts
from ideas.models import Idea, PendingIdea
from ideas.words import title_from
from moderation.lists.commands import add_word
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, an_admin
from tests.factories.community import a_space
from tests.factories.ideas import an_idea

WORDS = {
    "title": "Pause my subscription",
    "text": "I travel three weeks in January and two bags wait on the landing.",
}


def ideas() -> list[Idea]:
    """All ideas there are."""
    return list(db.session.scalars(select(Idea).order_by(Idea.id)))


def test_a_member_proposes_and_sees_the_idea(browser: Browser) -> None:
    ines, space = a_customer(), a_space()
    answer = browser.sign_in(ines).post(
        "/ideas/new", **WORDS, space=space.id, tags="pause, Travel", nonce="n1"
    )
    (idea,) = ideas()
    assert (answer.status_code, answer.location) == (303, f"/ideas/{idea.id}-pause-my-subscription")
    assert (idea.title, idea.author_id, idea.state, idea.stage, idea.language) == (
        WORDS["title"], ines.id, "published", "new", "en",
    )  # fmt: skip
    page = browser.get(answer.location).text
    assert "#pause" in page
    assert "#Travel" in page


def test_a_held_idea_says_so_to_its_author(browser: Browser) -> None:
    space = a_space(moderation=Mode.PRE.value)
    answer = browser.sign_in(a_customer()).post("/ideas/new", **WORDS, space=space.id)
    assert ideas()[0].state == State.HELD.value
    assert "being looked at" in browser.get(answer.location).text


def test_a_form_sent_twice_is_one_idea(browser: Browser) -> None:
    space = a_space()
    browser.sign_in(a_customer())
    first = browser.post("/ideas/new", **WORDS, space=space.id, nonce="same")
    second = browser.post("/ideas/new", **WORDS, space=space.id, nonce="same")
    assert first.location == second.location
    assert len(ideas()) == 1


def test_somebody_elses_nonce_gives_nothing_away(browser: Browser) -> None:
    space = a_space()
    browser.sign_in(a_customer()).post("/ideas/new", **WORDS, space=space.id, nonce="same")
    other = browser.stranger().sign_in(a_member())
    answer = other.post("/ideas/new", **WORDS, space=space.id, nonce="same")
    assert answer.status_code == 303
    assert len(ideas()) == 2


def test_a_visitor_writes_first_and_signs_in_last(browser: Browser) -> None:
    space = a_space()
    answer = browser.post("/ideas/new", **WORDS, space=space.id, tags="pause", nonce="n1")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=/ideas/new")
    assert ideas() == []
    page = browser.sign_in(a_customer()).get("/ideas/new").text
    assert WORDS["text"] in page
    assert WORDS["title"] in page
    assert "Your words waited for you" in page
    done = browser.post("/ideas/new", **WORDS, space=space.id, nonce="n1")
    assert done.status_code == 303
    assert db.session.scalars(select(PendingIdea)).all() == []
    assert WORDS["text"] not in browser.get("/ideas/new").text


def test_only_the_browser_that_wrote_reads_what_is_kept(browser: Browser) -> None:
    browser.post("/ideas/new", **WORDS, space=a_space().id)
    assert WORDS["text"] not in browser.stranger().get("/ideas/new").text


def test_kept_words_last_a_day(app: Flask) -> None:
    token = drafts.keep({"text": "Something"})
    assert drafts.kept(token) == {"text": "Something"}
    with frozen(now() + timedelta(hours=25)):
        assert drafts.kept(token) is None
        drafts.keep({"text": "Other"})
    assert len(db.session.scalars(select(PendingIdea)).all()) == 1


def test_an_unproved_address_keeps_the_words_and_says_what_to_do(browser: Browser) -> None:
    browser.sign_in(a_member(email_verified_at=None))
    answer = browser.post("/ideas/new", **WORDS, space=a_space().id)
    assert answer.status_code == 403
    assert WORDS["text"] in answer.text
    assert "confirm your e-mail address" in answer.text
    assert ideas() == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "abcd", "at least 5"),
        ("title", "", "give it a title"),
        ("title", "a" * 121, "under 120"),
        ("text", "too short", "at least 20"),
        ("text", "a" * 10_001, "longer than 10000"),
        ("text", "\x00\x01" + "\u200b" * 40, "tell us a little"),
        ("space", "999999", "choose what it is about"),
        ("space", "nonsense", "choose what it is about"),
        ("space", str(2**63), "choose what it is about"),
        ("tags", "a,b,c,d,e,f", "At most five"),
        ("tags", "x" * 31, "at most 30"),
        ("nonce", "x" * 65, "reload the page"),
    ],
)
def test_a_wrong_field_is_said_at_that_field_and_nothing_is_lost(
    browser: Browser, field: str, value: str, says: str
) -> None:
    good = WORDS | {"space": str(a_space().id), "tags": "one"}
    answer = browser.sign_in(a_customer()).post("/ideas/new", **good | {field: value})
    assert answer.status_code == 422
    assert says in answer.text
    assert ideas() == []
    for name in {"title", "text"} - {field}:
        assert good[name] in answer.text


@pytest.mark.parametrize("title", ["Bags\x00 for \u202eall", "Bags \ud83d for all", "  Bags   for all "])
def test_unseen_letters_are_taken_out(browser: Browser, title: str) -> None:
    browser.sign_in(a_customer())
    answer = browser.post(
        "/ideas/new", **WORDS | {"title": title.encode("utf-8", "surrogatepass")}, space=a_space().id
    )
    assert answer.status_code == 303
    assert re.fullmatch(r"Bags (%ED%A0%BD )?for all", ideas()[0].title)


def test_nothing_at_all_is_answered_like_something_wrong(browser: Browser) -> None:
    assert browser.post("/ideas/new").status_code == 422
    assert browser.sign_in(a_customer()).post("/ideas/new").status_code == 422


def test_ten_megabytes_are_too_large(browser: Browser) -> None:
    browser.sign_in(a_customer())
    answer = browser.post("/ideas/new", **WORDS | {"text": "a" * 10_000_000}, space=a_space().id)
    assert answer.status_code == 413


def test_many_ideas_in_a_short_time_wait_with_their_text(browser: Browser) -> None:
    space = a_space()
    browser.sign_in(a_customer())
    for number in range(5):
        assert browser.post("/ideas/new", **WORDS, space=space.id, nonce=f"n{number}").status_code == 303
    answer = browser.post("/ideas/new", **WORDS, space=space.id, nonce="n6")
    assert answer.status_code == 429
    assert WORDS["text"] in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert len(ideas()) == 5
    with frozen(now() + timedelta(hours=2)):
        assert browser.post("/ideas/new", **WORDS, space=space.id, nonce="n7").status_code == 303


def test_staff_may_write_down_many(browser: Browser) -> None:
    space = a_space()
    browser.sign_in(an_admin())
    for number in range(7):
        assert browser.post("/ideas/new", **WORDS, space=space.id, nonce=f"n{number}").status_code == 303


def test_the_board_and_the_home_page_begin_the_form(browser: Browser) -> None:
    a_space()
    page = browser.get("/ideas/new?title=Oat+milk+capsules&text=I+wanted").text
    assert "Oat milk capsules" in page
    assert "I wanted" in page


def test_others_who_asked_are_shown_while_writing(browser: Browser, drain: object) -> None:
    space = a_space()
    browser.sign_in(a_customer())
    browser.post("/ideas/new", **WORDS, space=space.id)
    an_idea(title="Nothing alike", space=space)
    drain()  # type: ignore[operator]
    near = browser.get("/ideas/similar?text=pause+the+subscription+while+I+travel").text
    assert "Pause my subscription" in near
    assert "<html" not in near
    assert browser.get("/ideas/similar?text=%00%ED%A0%80").status_code == 200
    asked = browser.post("/ideas/new", **WORDS, space=space.id, look="1")
    assert asked.status_code == 200
    assert "may have asked for the same" in asked.text
    assert len(ideas()) == 2


def test_tags_are_read_like_every_other_word(browser: Browser) -> None:
    space, ines = a_space(), a_customer()
    add_word("en", "followers", "Spam", a_moderator())
    db.session.commit()
    browser.sign_in(ines).post("/ideas/new", **WORDS, space=space.id, tags="cheap followers", nonce="n1")
    browser.post("/ideas/new", **WORDS, space=space.id, tags="travel", nonce="n2")
    held, published = ideas()
    assert (held.state, published.state) == (State.HELD.value, State.PUBLISHED.value)
    browser.post(f"/ideas/{published.id}/edit", **WORDS, revision=1, tags="cheap followers")
    db.session.refresh(published)
    assert published.state == State.HELD.value


def test_one_joins_what_is_there_with_a_vote_and_ones_words(browser: Browser) -> None:
    there, space, ines = an_idea(title="Pause my subscription in winter"), a_space(), a_customer()
    browser.sign_in(ines)
    sheet = {"text": WORDS["text"], "space": space.id, "nonce": "n1", "join": there.id}
    answer = browser.post("/ideas/new", **sheet)
    assert (answer.status_code, answer.location) == (303, f"/ideas/{there.id}-{there.slug}#talk")
    assert browser.post("/ideas/new", **sheet).status_code == 303
    db.session.expire_all()
    assert (there.vote_count, there.comment_count) == (1, 1)
    assert len(ideas()) == 1
    assert WORDS["text"] in browser.get(answer.location).text


def test_a_visitor_who_joins_signs_in_first_and_keeps_the_words(browser: Browser) -> None:
    there, space = an_idea(), a_space()
    answer = browser.post("/ideas/new", text=WORDS["text"], space=space.id, join=there.id)
    assert answer.location.startswith("/sign-in?next=/ideas/new")
    assert WORDS["text"] in browser.sign_in(a_customer()).get("/ideas/new").text
    assert db.session.get_one(Idea, there.id).vote_count == 0


def test_one_joins_only_what_one_may_see_and_with_some_words(browser: Browser) -> None:
    hidden, there, space = an_idea(state=State.HELD), an_idea(), a_space()
    browser.sign_in(a_customer())
    for number in (hidden.id, 10**9, "x"):
        assert browser.post("/ideas/new", text=WORDS["text"], space=space.id, join=number).status_code == 404
    assert browser.post("/ideas/new", text="Yes", space=space.id, join=there.id).status_code == 422


def test_the_sheet_says_why_an_idea_is_like_yours(browser: Browser, drain: Callable[[], int]) -> None:
    search.touch(an_idea(title="Pause my subscription while I travel").id)
    drain()
    page = (
        browser.sign_in(a_customer()).get("/ideas/similar?text=pause my subscription while I travel far").text
    )
    assert "Both speak of" in page
    assert "<mark>pause</mark>, <mark>subscription</mark>" in page
    assert "Join with my words" not in browser.get("/ideas/").text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I want bags I can close. They go stale.", "I want bags I can close"),
        ("Un titre\nEt la suite", "Un titre"),
        ("word " * 40, "word word word word word word word word word word word word word word…"),
        ("", ""),
    ],
)
def test_the_first_line_suggests_the_title(text: str, title: str) -> None:
    assert title_from(text) == title


def test_who_signs_out_leaves_no_words_to_the_next_person(browser: Browser) -> None:
    browser.post("/ideas/new", **WORDS, space=a_space().id)
    browser.sign_in(a_customer())
    assert WORDS["text"] in browser.get("/ideas/new").text
    browser.post("/sign-out")
    assert WORDS["text"] not in browser.get("/ideas/new").text
