"""No state is invisible to its author: where a text stands, why, until when, and what ends by itself."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from accounts.models import Member
from community.comments.commands import comment
from community.comments.models import Comment
from community.contributions.commands import hide
from community.contributions.models import State
from community.contributions.transitions import CLOCK, Cause, path_of
from community.notices.models import Notice
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from ideas.commands import edit_idea
from ideas.models import Idea
from moderation.models import Decision
from moderation.reasons import Reason, Verdict
from moderation.standing import queries
from moderation.standing.jobs import look
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator, an_admin
from tests.factories.community import a_contribution
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_term, decided


def sent_back(author: Member) -> tuple[Idea, Decision]:
    """An idea that its author was asked to change."""
    idea = an_idea(author=author, state=State.HELD, title="Bags that return")
    return idea, decided(idea, Verdict.CHANGES, Reason.UNCLEAR, "An example?")


def told(author: Member) -> list[str]:
    """The kinds of notices somebody has, the first one first."""
    asked = select(Notice.kind).where(Notice.member_id == author.id).order_by(Notice.id)
    return list(db.session.scalars(asked))


def test_a_decision_for_changes_ends_after_two_weeks(app: Flask) -> None:
    _idea, decision = sent_back(a_customer())
    assert decision.expires_at is not None
    assert abs(decision.expires_at - now() - timedelta(days=14)) < timedelta(minutes=1)
    assert (decision.role, decision.policy_version, decision.automated_decision) == ("moderator", 1, False)


def test_its_author_is_warned_once_and_then_keeps_it_as_a_draft(app: Flask) -> None:
    author = a_customer()
    idea, _decision = sent_back(author)
    with frozen(now() + timedelta(days=10)):
        look()
        assert told(author) == []
    with frozen(now() + timedelta(days=12)):
        look()
        look()
        assert told(author) == ["moderation.expires"]
        assert idea.state == State.CHANGES_REQUESTED
    with frozen(now() + timedelta(days=14, minutes=1)):
        look()
        look()
    assert told(author) == ["moderation.expires", "moderation.expired"]
    assert idea.state == State.DRAFT
    last = path_of(idea.id)[-1]
    assert (last.role, last.reason, last.automated_decision, last.actor_id) == (CLOCK, "expired", True, None)
    assert db.session.scalar(select(AuditLine.id).where(AuditLine.action == "moderation.expired"))


def test_what_was_sent_again_in_time_does_not_expire(app: Flask) -> None:
    author = a_customer()
    idea, _decision = sent_back(author)
    edit_idea(idea, author, "Bags that come back", "For example mine.", expected=idea.revision)
    with frozen(now() + timedelta(days=15)):
        look()
    assert idea.state == State.HELD
    assert told(author) == []


def test_what_expired_is_read_again_when_it_is_sent_later(app: Flask) -> None:
    author = a_customer()
    idea, _decision = sent_back(author)
    with frozen(now() + timedelta(days=15)):
        look()
        edit_idea(idea, author, "Bags that come back", "For example mine.", expected=idea.revision)
    assert idea.state == State.HELD


def test_an_earlier_round_does_not_end_a_later_one(app: Flask) -> None:
    author = a_customer()
    idea, _first = sent_back(author)
    edit_idea(idea, author, "Bags that come back", "For example mine.", expected=idea.revision)
    with frozen(now() + timedelta(days=10)):
        decided(idea, Verdict.CHANGES, Reason.UNCLEAR)
    with frozen(now() + timedelta(days=15)):
        look()
    assert idea.state == State.CHANGES_REQUESTED


def test_an_author_finds_every_text_that_is_not_simply_public(browser: Browser) -> None:
    author = a_customer()
    for state in (State.HELD, State.LIMITED, State.REJECTED, State.REMOVED, State.ARCHIVED, State.DRAFT):
        it = an_idea(author=author, state=State.PUBLISHED, title=f"This one is {state.value}")
        it.state = state.value
        if state is State.REMOVED:
            it.state = State.PUBLISHED
            hide(it, state, Cause(role="moderator", reason="spam", note="Without the link, please."))
    an_idea(author=author, title="This one stands")
    page = browser.sign_in(author).get("/me/texts").text
    for named in ("held", "limited", "rejected", "removed", "archived", "draft"):
        assert f"This one is {named}" in page, named
    assert "It advertises, or repeats the same text." in page
    assert "Without the link, please." in page
    assert "This one stands" not in page


def test_what_somebody_took_back_or_others_wrote_is_not_listed(browser: Browser) -> None:
    author = a_customer()
    mine = a_contribution(
        author, of=Comment, about_id=a_contribution(comment_count=1).id, excerpt="My own words"
    )
    hide(mine, State.REMOVED, Cause.own(mine))
    a_contribution(a_customer(), state=State.HELD.value, title="Of somebody else")
    assert queries.of(author) == []
    assert "All you wrote is public" in browser.sign_in(author).get("/me/texts").text


def test_the_page_says_until_when_a_change_is_waited_for(browser: Browser, drain: Callable[[], int]) -> None:
    author = a_customer()
    _idea, decision = sent_back(author)
    drain()
    page = browser.sign_in(author).get("/me/texts").text
    assert decision.expires_at is not None
    assert "Others could not tell what you would like to change." in page
    assert str(decision.expires_at.day) in page
    assert "Read all the reasons, and how to appeal" in page


def test_a_moderator_sees_the_whole_way_of_a_text(browser: Browser) -> None:
    author, moderator = a_customer(), a_moderator()
    idea, decision = sent_back(author)
    edit_idea(idea, author, "Bags that come back", "For example mine.", expected=idea.revision)
    page = browser.sign_in(moderator).get(f"/moderation/cases/{decision.case_id}").text
    assert "Its way: 3 moves" in page
    assert "Waiting for review → Changes asked" in page
    assert "the screening" in page


def test_a_text_that_waits_says_why_and_what_is_the_teams_to_know_is_not_said(browser: Browser) -> None:
    a_term("Zéphyrine", an_admin())
    author = a_customer()
    idea = an_idea()
    for words in ("Call me on 06 12 34 56 78 about it.", "When does Zéphyrine come?"):
        comment(idea, author, words)
    db.session.commit()
    page = browser.sign_in(author).get("/me/texts").text
    assert "It holds a private fact that anybody could read" in page
    assert "A person reads it before it appears." in page
    assert "embargo" not in page.casefold()


def test_a_form_that_was_refused_asks_for_its_advice_again(browser: Browser) -> None:
    browser.sign_in(a_customer())
    assert "data-asked" not in browser.get("/ideas/new").text
    assert (
        "data-asked" in browser.post("/ideas/new", text="Call me on 06 12 34 56 78 about it.", title="").text
    )
    about = an_idea()
    db.session.commit()
    where = f"/contributions/{about.id}/comments"
    assert "data-asked" not in browser.get(where).text
    assert "data-asked" in browser.post(where, text="x" * 6000).text
