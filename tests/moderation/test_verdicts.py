"""To limit and to archive: what still shows a text, what its author is told, and that undoing restores all of it."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings as tried, strategies as st
from sqlalchemy import func, select

from community.comments.models import Comment
from community.contributions import commands as contributions
from community.contributions.models import PUBLIC_STATES, State
from community.contributions.queries import listed_for
from community.contributions.screening import Screened
from community.contributions.transitions import Cause, path_of
from community.notices.models import Notice
from foundation.database import db
from foundation.errors import Refused
from ideas.commands import edit_idea, withdraw_idea
from ideas.models import Idea
from moderation.models import Decision
from moderation.queries import open_case
from moderation.reasons import Reason, Verdict
from moderation.reports import report
from moderation.undoing import undo
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.ideas import an_idea
from tests.factories.moderation import decided


def test_a_limited_idea_is_read_on_its_page_and_shown_nowhere_else(browser: Browser) -> None:
    idea = an_idea(title="Only for those who look", votes=3)
    decided(idea, Verdict.LIMIT)
    page = browser.get(f"/ideas/{idea.id}", follow_redirects=True)
    assert page.status_code == 200
    assert "Limited" not in page.text
    for path in ("/", "/ideas/", "/ideas/?sort=top", "/ideas/?sort=new", "/ideas/feed.xml", "/roadmap"):
        assert "Only for those who look" not in browser.get(path, follow_redirects=True).text, path
    assert db.session.scalars(select(Idea.id).where(listed_for(None))).all() == []


def test_a_limited_idea_still_takes_votes_and_comments() -> None:
    assert Idea(state=State.LIMITED.value, stage="new").takes_votes
    assert Idea(state=State.LIMITED.value, stage="new").takes_comments
    assert not Idea(state=State.ARCHIVED.value, stage="new").takes_votes


def test_its_author_is_told_of_the_limit_and_reads_why_on_the_page(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer()
    idea = an_idea(author=author)
    decided(idea, Verdict.LIMIT)
    drain()
    notice = db.session.scalars(select(Notice).where(Notice.member_id == author.id)).one()
    assert notice.data["verdict"] == "limit"
    page = browser.sign_in(author).get(f"/ideas/{idea.id}", follow_redirects=True).text
    assert "Your idea stands on this page only" in page
    assert "something else than this space" in page


def test_a_stranger_does_not_read_why_it_was_limited(browser: Browser) -> None:
    idea = an_idea()
    decided(idea, Verdict.LIMIT)
    page = browser.get(f"/ideas/{idea.id}", follow_redirects=True).text
    assert "something else than this space" not in page


def test_an_edit_does_not_lift_what_a_person_limited_but_lets_a_person_read_it_again(app: Flask) -> None:
    author = a_customer()
    idea = an_idea(author=author)
    decided(idea, Verdict.LIMIT)
    edit_idea(idea, author, "Another title", "Other words.", expected=idea.revision)
    assert idea.state == State.LIMITED
    assert open_case(idea.id) is not None
    decided(idea, Verdict.APPROVE)
    assert idea.state == State.PUBLISHED


def test_taking_back_what_was_sent_back_is_no_way_round_the_moderators(app: Flask) -> None:
    author = a_customer()
    idea = an_idea(author=author)
    decided(idea, Verdict.CHANGES)
    withdraw_idea(idea)
    edit_idea(idea, author, "Hardly changed", "The same.", expected=idea.revision)
    assert idea.state == State.HELD


def test_an_archived_idea_needs_no_fault(app: Flask) -> None:
    decision = decided(an_idea(), Verdict.ARCHIVE)
    assert decision.reason == Reason.WITHIN_RULES


def test_what_was_removed_and_reported_again_stays_removed(app: Flask) -> None:
    idea = an_idea()
    decided(idea, Verdict.REJECT)
    decided(idea, Verdict.REJECT)
    assert idea.state == State.REMOVED


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("state", [State.HELD, State.PUBLISHED, State.LIMITED])
def test_every_verdict_can_be_undone(app: Flask, in_time: None, verdict: Verdict, state: State) -> None:
    idea, moderator = an_idea(state=state), a_moderator()
    date = idea.published_at
    decision = decided(idea, verdict, by=moderator)
    if idea.state == state:
        return
    undo(reloaded(decision), moderator)
    assert idea.state == state
    assert (idea.published_at == date) or state is State.HELD
    assert [row.became for row in path_of(idea.id)][-1] == state


def reloaded(decision: Decision) -> Decision:
    """The decision with its case and what it was about, as the page loads it."""
    db.session.refresh(decision, ["case"])
    db.session.refresh(decision.case, ["contribution"])
    return decision


def test_a_comment_the_house_removed_stays_before_its_authors_eyes(browser: Browser) -> None:
    author = a_customer()
    space = a_space()
    idea = an_idea(space=space, comment_count=1)
    said = a_contribution(author, of=Comment, about_id=idea.id, html="<p>Gone for others.</p>", space=space)
    db.session.commit()
    contributions.hide(said, State.REMOVED, Cause(role="moderator"))
    path = f"/ideas/{idea.id}"
    assert "Gone for others." in browser.sign_in(author).get(path, follow_redirects=True).text
    assert "Gone for others." not in browser.stranger().get(path, follow_redirects=True).text


deeds = st.one_of(
    st.tuples(st.just("decide"), st.sampled_from(Verdict)),
    st.tuples(st.sampled_from(["undo", "edit", "withdraw", "report"]), st.none()),
)


@pytest.mark.slow
@tried(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(deeds, max_size=12))
def test_whatever_is_decided_undone_edited_and_reported_counts_and_path_stay_whole(
    app: Flask, in_time: None, done: list[tuple[str, Verdict | None]]
) -> None:
    author, moderator, space = a_customer(), a_moderator(), a_space()
    idea = an_idea(space=space, comment_count=1)
    said = a_contribution(author, of=Comment, about_id=idea.id, space=space)
    latest: Decision | None = None
    for number, (deed, verdict) in enumerate(done):
        with suppress(Refused), db.session.begin_nested():
            if deed == "decide" and verdict is not None:
                latest = decided(said, verdict, by=moderator)
            elif deed == "undo" and latest is not None:
                undo(reloaded(latest), moderator)
            elif deed == "edit":
                contributions.revise(said, author, "", f"Words {number}.", expected=said.revision)
            elif deed == "withdraw":
                contributions.hide(said, State.REMOVED, Cause.own(said))
            elif deed == "report":
                report(said, a_member(), Reason.SPAM, "")
    db.session.expire_all()
    path = path_of(said.id)
    assert [row.was for row in path] == [State.PUBLISHED, *(row.became for row in path)][: len(path)]
    assert said.state == (path[-1].became if path else State.PUBLISHED)
    public = select(func.count(Comment.id)).where(
        Comment.about_id == idea.id, Comment.state.in_(PUBLIC_STATES)
    )
    assert idea.comment_count == db.session.scalar(public)


def test_a_limit_asked_for_by_a_tag_alone_is_set_and_stated(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = a_customer()
    idea = an_idea(author=author)
    limited = Screened(State.LIMITED, Cause(role="screen", automated_detection=True, automated_decision=True))
    monkeypatch.setattr(contributions, "screen", lambda _contribution: limited)
    contributions.rescreen(idea, author)
    assert idea.state == State.LIMITED
    assert path_of(idea.id)[-1].automated_decision
