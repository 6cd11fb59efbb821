"""What the watcher reads in a text, what it asks for, and how the case shows it."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from community.comments.commands import comment, edit_comment
from community.comments.models import Comment
from community.contributions.models import State
from foundation.database import db
from moderation.highlights import findings_of, pieces, readings
from moderation.lists.commands import add_host, add_word
from moderation.models import Finding
from moderation.queries import open_case
from moderation.reading import read
from moderation.reasons import Because
from moderation.watching import Act, Written
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution


def typed(text: str, title: str = "", more: str = "", language: str = "fr") -> Written:
    return Written("idea", title, text, language, 1, None, more=more)


def said(text: str) -> Comment:
    return comment(a_contribution(), a_customer(language="fr"), text)


@pytest.mark.parametrize(
    ("text", "because", "detail", "act"),
    [
        ("Espèce de c0nn@rd, va !", Because.WORD, "espece de connard", Act.HOLD),
        ("Ce café est nul, quelle arnaque", Because.WORD, "arnaque", Act.NOTE),
        ("Appelez-moi au 06 12 34 56 78", Because.PRIVATE, "phone", Act.HOLD),
        ("Voyez https://example.org/moulin pour le moulin", Because.LINK, "example.org", Act.NOTE),
        ("Voyez bit.ly/moulin", Because.LINK, "bit.ly", Act.REVIEW),
        ("Voyez www.brulerie[.]fr", Because.LINK, "www.brulerie.fr", Act.HOLD),
    ],
)
def test_only_what_is_grave_holds(app: Flask, text: str, because: Because, detail: str, act: Act) -> None:
    found = {(one.because, one.detail): one for one in read(typed(text))}
    assert found[because, detail].act is act


def test_a_word_counts_in_the_language_that_is_written_whatever_it_was_filed_under(app: Flask) -> None:
    english = "Would you like a bite of this chocolate cake with the coffee?"
    assert [one for one in read(typed(english, language="fr")) if one.act is Act.HOLD] == []


def test_a_word_of_the_team_does_what_the_team_said(app: Flask) -> None:
    moderator = a_moderator()
    add_word("*", "Rivale", "", moderator, tier=2)
    add_word("*", "Bâtard d’Or", "", moderator, tier=0)
    (rival,) = read(typed("Chez R1vale c’est moins cher"))
    assert (rival.act, rival.detail, rival.seen["why"]) == (Act.REVIEW, "Rivale", "staff")
    assert read(typed("Le batard d'or est notre pain")) == []


def test_hosts_are_refused_or_allowed_with_all_below_them(app: Flask) -> None:
    moderator = a_moderator()
    add_host("https://Rival.com/x", "", moderator, refused=True)
    add_host("bit.ly", "", moderator, refused=False)
    (link,) = read(typed("voir shop.rival.com et bit.ly/x"))
    assert (link.detail, link.act, link.seen["why"]) == ("shop.rival.com", Act.HOLD, "refused")


def test_a_note_alone_opens_no_case(app: Flask) -> None:
    written = said("Ce café est nul, quelle arnaque, voyez https://example.org")
    assert (written.state, open_case(written.id)) == (State.PUBLISHED.value, None)


def test_places_are_stored_and_no_word_of_the_text_is(app: Flask) -> None:
    written = said("Vraiment c0nnard, écrivez à jean.dupont@exemple.fr")
    stored = db.session.scalars(select(Finding)).all()
    assert {one.kind for one in stored} == {"word", "private"}
    assert "dupont" not in str([one.seen for one in stored])
    assert "c0nnard" not in str([one.seen for one in stored])
    assert written.state == State.HELD.value


def test_the_case_says_how_a_word_was_read(browser: Browser) -> None:
    written = said("Vraiment, c0nnard et f*ck, appelez le 06 12 34 56 78")
    case = open_case(written.id)
    assert case is not None
    page = browser.sign_in(a_moderator()).get(f"/moderation/cases/{case.id}").text
    assert "<mark>c0nnard<sup>" in page
    assert "“c0nnard”: read with digits and signs as letters. Built-in list: insults." in page
    assert "<mark>06 12 34 56 78<sup>" in page
    assert "Telephone number" in page


def test_a_text_changed_since_is_not_marked_at_stale_places(app: Flask) -> None:
    written = said("Vraiment c0nnard")
    case = open_case(written.id)
    assert case is not None
    found = findings_of(case)
    texts = {"title": "", "text": "Bonjour à toutes", "more": ""}
    assert readings(found, texts, written.revision + 1) == []
    assert [one.number for one in pieces("text", found, texts, written.revision + 1)] == [0]


def test_an_edit_moves_the_marks(app: Flask) -> None:
    author = a_customer(language="fr")
    written = comment(a_contribution(), author, "Vraiment c0nnard")
    edit_comment(written, author, "Mais oui, vraiment c0nnard", expected=1)
    case = open_case(written.id)
    assert case is not None
    texts = {"title": "", "text": written.source, "more": ""}
    (marked,) = (one for one in pieces("text", findings_of(case), texts, written.revision) if one.number)
    assert marked.text == "c0nnard"


def test_an_embargoed_term_is_marked_and_never_shown() -> None:
    secret = Finding(kind="embargo", detail="12", seen={"places": [["text", 3, 15]], "revision": 1})
    texts = {"title": "", "text": "La Nuit Blanche sort en mars", "more": ""}
    cut = pieces("text", [secret], texts, 1)
    assert [(one.text, one.hidden) for one in cut] == [("La ", False), ("", True), (" sort en mars", False)]
    (reading,) = readings([secret], texts, 1)
    assert "Nuit" not in str(reading)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=200), title=st.text(max_size=60))
def test_any_text_is_read_with_places_inside_it(app: Flask, text: str, title: str) -> None:
    written = typed(text, title)
    for one in read(written):
        for place in one.places:
            assert 0 <= place.start < place.end <= len(written.parts[place.part])
