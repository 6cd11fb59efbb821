"""Keeping the list of words."""

from sqlalchemy import select

from foundation.audit import AuditLine
from foundation.database import db
from moderation.lists.commands import add_word
from moderation.lists.models import WordListEntry
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator


def test_a_moderator_lists_a_word_and_takes_it_off(browser: Browser) -> None:
    browser.sign_in(a_moderator())
    browser.post("/moderation/words", term=" Projet  Écume ", language="fr", note="Not public before March")
    entry = db.session.scalars(select(WordListEntry)).one()
    assert (entry.term, entry.folded, entry.language) == ("Projet Écume", "projet ecume", "fr")
    assert "Not public before March" in browser.get("/moderation/words").text
    browser.post(f"/moderation/words/{entry.id}/removal")
    assert db.session.scalars(select(WordListEntry)).all() == []
    assert [line.action for line in db.session.scalars(select(AuditLine).order_by(AuditLine.id))] == [
        "moderation.word.added",
        "moderation.word.removed",
    ]


def test_a_word_is_listed_once_in_a_language(browser: Browser) -> None:
    add_word("fr", "écume", "", a_moderator())
    browser.sign_in(a_moderator())
    answer = browser.post("/moderation/words", term="ECUME", language="fr")
    assert answer.status_code == 422
    assert "on the list already" in answer.text
    assert browser.post("/moderation/words", term="ECUME", language="en").status_code == 303


def test_a_word_is_offered_for_texts_in_the_language_of_the_moderator(browser: Browser) -> None:
    page = browser.sign_in(a_moderator(language="fr")).get("/moderation/words").text
    assert '<option selected value="fr">' in page


def test_a_term_without_a_letter_is_refused(browser: Browser) -> None:
    assert (
        browser.sign_in(a_moderator()).post("/moderation/words", term="!!", language="en").status_code == 422
    )


def test_the_list_is_not_for_customers(browser: Browser) -> None:
    assert browser.sign_in(a_customer()).get("/moderation/words").status_code == 403
