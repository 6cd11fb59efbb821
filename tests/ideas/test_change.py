"""Editing and withdrawing one's own idea."""

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Role
from community.contributions.models import Revision, State
from community.votes.commands import cast_vote
from foundation.database import db
from ideas.commands import withdraw_idea
from ideas.models import IdeaStatus
from ideas.policy import may_edit, may_merge, may_withdraw
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.ideas import an_idea

NEW = {"title": "Bags of a kilo", "text": "The bag of 250 g lasts until Thursday, and then?"}


def test_an_author_changes_the_words_and_the_former_ones_stay(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines, title="Bags", source="Bigger bags for two of us, please.")
    browser.sign_in(ines)
    assert "Bigger bags for two of us" in browser.get(f"/ideas/{idea.id}/edit").text
    answer = browser.post(f"/ideas/{idea.id}/edit", **NEW, revision=1, tags="bags")
    assert answer.location == f"/ideas/{idea.id}-bags-of-a-kilo"
    db.session.refresh(idea)
    assert (idea.title, idea.revision) == (NEW["title"], 2)
    assert [row.source for row in db.session.scalars(select(Revision))] == [
        "Bigger bags for two of us, please."
    ]
    assert "Bigger bags for two of us" in browser.get(f"/ideas/{idea.id}/history").text


def test_of_two_who_edit_the_second_loses_nothing(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines)
    browser.sign_in(ines).post(f"/ideas/{idea.id}/edit", **NEW, revision=1)
    late = browser.post(
        f"/ideas/{idea.id}/edit", title="My other title", text="My other words, quite long.", revision=1
    )
    assert late.status_code == 409
    assert "My other words, quite long." in late.text
    assert NEW["text"] in late.text
    assert 'name="revision" value="2"' in late.text


def test_wrong_words_are_said_at_their_field(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines)
    browser.sign_in(ines)
    for fields in (
        {"title": "a"},
        {"text": "short"},
        {"revision": "x"},
        {"revision": str(2**63)},
        {"tags": "a,b,c,d,e,f"},
    ):
        assert browser.post(f"/ideas/{idea.id}/edit", **{**NEW, "revision": "1", **fields}).status_code == 422
    assert db.session.scalars(select(Revision)).all() == []


def test_an_idea_that_was_sent_back_is_sent_again_by_editing(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines, state=State.CHANGES_REQUESTED)
    browser.sign_in(ines).post(f"/ideas/{idea.id}/edit", **NEW, revision=1)
    db.session.refresh(idea)
    assert idea.state in (State.PUBLISHED.value, State.HELD.value)


def test_an_author_withdraws_what_nobody_supports_yet(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines)
    url = f"/ideas/{idea.id}-{idea.slug}"
    assert browser.stranger().get(url).status_code == 200
    assert browser.sign_in(ines).post(f"/ideas/{idea.id}/withdrawal").status_code == 303
    assert browser.stranger().get(url).status_code == 404
    assert browser.stranger().sign_in(a_moderator()).get(url).status_code == 404
    assert "You withdrew this idea" in browser.get(url).text


def test_what_others_support_is_no_longer_the_authors_alone(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines)
    cast_vote(idea, a_member())
    db.session.commit()
    answer = browser.sign_in(ines).post(f"/ideas/{idea.id}/withdrawal")
    assert answer.status_code == 409
    assert "Other people voted" in answer.text


@pytest.mark.parametrize("role", list(Role))
def test_who_may_what(app: Flask, role: Role) -> None:
    member = a_member(role)
    mine, others = an_idea(author=member), an_idea()
    assert may_edit(member, mine)
    assert may_withdraw(member, mine)
    assert not may_withdraw(member, others)
    assert may_edit(member, others) == role.moderates
    assert may_merge(member, others) == (role.moderates or role.answers)
    assert not may_edit(member, an_idea(author=member, status=IdeaStatus.DUPLICATE))
    assert not may_edit(member, an_idea(author=member, state=State.REMOVED))


def test_withdrawing_keeps_the_words(app: Flask) -> None:
    idea = an_idea(title="Keep me")
    withdraw_idea(idea)
    assert (idea.title, idea.state) == ("Keep me", State.DRAFT.value)
