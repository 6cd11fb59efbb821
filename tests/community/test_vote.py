"""A member's one vote."""

import pytest
from flask import Flask
from sqlalchemy import update

from community.contributions.models import Contribution, State
from community.votes.commands import VotingClosed, cast_vote
from community.votes.models import Vote
from community.votes.queries import recount
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution


def test_a_vote_counts_once(browser: Browser) -> None:
    wanted = a_contribution()
    browser.sign_in(a_customer())
    assert browser.post(f"/contributions/{wanted.id}/vote").status_code == 303
    assert browser.post(f"/contributions/{wanted.id}/vote").status_code == 303
    assert (wanted.vote_count, recount(wanted.id)[1]) == (1, 1)


def test_htmx_gets_the_control_alone_with_the_new_number(browser: Browser) -> None:
    wanted = a_contribution(vote_count=411)
    answer = browser.sign_in(a_customer()).htmx(
        "POST", f"/contributions/{wanted.id}/vote", size="large", next="/notices"
    )
    assert "412" in answer.text
    assert "is-cast" in answer.text
    assert "vote--large" in answer.text
    assert "<html" not in answer.text


def test_a_vote_can_be_taken_back_by_form_and_by_delete(browser: Browser) -> None:
    wanted = a_contribution()
    browser.sign_in(a_customer())
    for method, url in (("POST", "/vote/withdrawal"), ("DELETE", "/vote")):
        browser.post(f"/contributions/{wanted.id}/vote")
        assert browser.htmx(method, f"/contributions/{wanted.id}{url}").status_code == 200
        assert wanted.vote_count == 0


def test_a_link_to_a_vote_given_before_leads_to_the_page_and_takes_nothing_back(browser: Browser) -> None:
    wanted = a_contribution()
    browser.sign_in(a_customer()).post(f"/contributions/{wanted.id}/vote")
    answer = browser.get(f"/contributions/{wanted.id}/vote", query_string={"next": "/rules"})
    assert (answer.status_code, answer.location) == (303, "/rules")
    assert wanted.vote_count == 1


def test_without_scripts_the_next_page_says_what_became_of_the_vote(browser: Browser) -> None:
    wanted = a_contribution()
    browser.sign_in(a_customer())
    for url, words in (("/vote", "Your vote is counted."), ("/vote/withdrawal", "Your vote is taken back.")):
        browser.post(f"/contributions/{wanted.id}{url}", next="/contributions/1")
        assert words in browser.get("/privacy").text


def test_taking_back_what_was_not_given_changes_nothing(browser: Browser) -> None:
    wanted = a_contribution(vote_count=0)
    browser.sign_in(a_customer()).post(f"/contributions/{wanted.id}/vote/withdrawal")
    assert wanted.vote_count == 0


def test_a_visitor_signs_in_and_comes_back_to_the_vote(browser: Browser) -> None:
    wanted = a_contribution()
    answer = browser.post(f"/contributions/{wanted.id}/vote", next="/contributions/1")
    assert answer.status_code == 303
    assert f"next=/contributions/{wanted.id}/vote" in answer.location
    page = browser.sign_in(a_customer()).get(f"/contributions/{wanted.id}/vote?next=/contributions/1")
    assert f'action="/contributions/{wanted.id}/vote"' in page.text
    assert 'value="/contributions/1"' in page.text


def test_nobody_votes_for_their_own(browser: Browser) -> None:
    author = a_customer()
    wanted = a_contribution(author)
    answer = browser.sign_in(author).post(f"/contributions/{wanted.id}/vote")
    assert answer.status_code == 403
    assert "You wrote this yourself" in answer.text


def test_an_unproved_address_is_told_what_to_do(browser: Browser) -> None:
    wanted = a_contribution()
    answer = browser.sign_in(a_member(email_verified_at=None)).post(f"/contributions/{wanted.id}/vote")
    assert answer.status_code == 403
    assert "confirm your e-mail address" in answer.text


def test_what_is_held_cannot_be_voted_for_even_by_a_moderator(browser: Browser) -> None:
    held = a_contribution(state=State.HELD.value)
    for voter in (a_customer(), a_moderator()):
        assert browser.stranger().sign_in(voter).post(f"/contributions/{held.id}/vote").status_code == 404


def test_what_was_closed_says_so(browser: Browser) -> None:
    closed = a_contribution(state=State.ARCHIVED.value)
    answer = browser.sign_in(a_customer()).htmx("POST", f"/contributions/{closed.id}/vote")
    assert answer.status_code == 409
    assert "Votes are closed here" in answer.text


def test_a_program_gets_numbers(browser: Browser) -> None:
    wanted = a_contribution()
    answer = browser.sign_in(a_customer()).post(
        f"/contributions/{wanted.id}/vote", how={"headers": {"Accept": "application/json"}}
    )
    assert answer.json == {"id": wanted.id, "votes": 1, "voted": True}


def test_a_way_back_outside_the_site_is_not_taken(browser: Browser) -> None:
    wanted = a_contribution()
    browser.sign_in(a_customer())
    answer = browser.post(f"/contributions/{wanted.id}/vote", next="https://example.org/")
    assert answer.location == f"/contributions/{wanted.id}"
    db.session.rollback()


def test_staff_write_down_the_vote_of_a_member_once(browser: Browser) -> None:
    wanted, customer, staff = a_contribution(), a_customer(), a_moderator()
    browser.sign_in(staff)
    for _time in range(2):
        browser.post(f"/contributions/{wanted.id}/votes/on-behalf", email=str(customer.email).upper())
    vote = db.session.get_one(Vote, (wanted.id, customer.id))
    assert (wanted.vote_count, vote.origin, vote.cast_by_id) == (1, "on_behalf", staff.id)


def test_a_vote_written_down_for_nobody_or_for_its_author_is_refused_in_its_field(browser: Browser) -> None:
    author = a_customer()
    wanted = a_contribution(author)
    browser.sign_in(a_moderator())
    for email, status in (("nobody@example.org", 422), (str(author.email), 403), ("", 422)):
        answer = browser.post(f"/contributions/{wanted.id}/votes/on-behalf", email=email)
        assert answer.status_code == status
        assert 'id="email-error"' in answer.text
    assert wanted.vote_count == 0


def test_a_vote_that_crosses_a_merge_or_a_removal_does_not_count(app: Flask) -> None:
    wanted, voter = a_contribution(), a_customer()
    quietly = update(Contribution).where(Contribution.id == wanted.id).values(state=State.REMOVED.value)
    db.session.execute(quietly.execution_options(synchronize_session=False))
    with pytest.raises(VotingClosed):
        cast_vote(wanted, voter)
