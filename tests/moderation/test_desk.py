"""The moderators' desk: what is open at once, what follows, what can be undone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from accounts.models import Member
from community.comments.commands import comment
from community.contributions.models import State
from community.notices.models import Notice
from foundation.clock import now
from foundation.database import db
from foundation.outbox import OutboxJob
from moderation import queries
from moderation.lanes import LANE_WORDS, LANES, Lane
from moderation.models import Case, Decision, Finding
from moderation.reasons import Because
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_case, written_by
from tests.questions import counted


def sent(browser: Browser, case: Case, verdict: str, **given: str) -> str:
    """Decide, and say where one is sent."""
    fields = {"verdict": verdict, "version": str(case.version)} | given
    answer = browser.post(f"/moderation/cases/{case.id}/decision", **fields)
    assert answer.status_code == 303
    return str(answer.location)


def decision_of(case: Case) -> Decision:
    return db.session.scalars(select(Decision).where(Decision.case_id == case.id)).one()


def test_the_most_urgent_case_is_open_at_once(browser: Browser) -> None:
    a_case(a_contribution(state=State.HELD.value, title="Can wait"))
    a_case(a_contribution(state=State.HELD.value, title="Cannot wait"), priority=60)
    page = browser.sign_in(a_moderator()).get("/moderation/").text
    assert "Cannot wait</h2>" in page
    assert 'class="verdicts"' in page


def test_the_next_case_follows_and_in_the_end_the_day_is_done(browser: Browser) -> None:
    urgent, first, last = a_case(priority=50), a_case(), a_case()
    browser.sign_in(a_moderator())
    assert sent(browser, first, "approve") == f"/moderation/cases/{last.id}#case"
    assert sent(browser, last, "approve") == f"/moderation/cases/{urgent.id}#case"
    assert sent(browser, urgent, "reject", reason="spam") == "/moderation/"
    page = browser.get("/moderation/").text
    assert "Nothing waits" in page
    assert "3 decisions in the last day, all of them yours." in page


def test_what_one_wrote_oneself_does_not_follow(browser: Browser) -> None:
    helene = a_moderator()
    first = a_case()
    a_case(written_by(helene))
    assert sent(browser.sign_in(helene), first, "approve") == "/moderation/"


def test_the_queue_is_narrowed_to_a_reason_and_stays_so(browser: Browser) -> None:
    a_case(a_contribution(state=State.HELD.value, title="Read me first"))
    reported = [
        a_case(a_contribution(title=f"Reported {number}"), Because.REPORT, priority=40) for number in (1, 2)
    ]
    browser.sign_in(a_moderator())
    page = browser.get("/moderation/?why=report").text
    assert "Reported 1" in page
    assert "Read me first" not in page
    told = sent(browser, reported[0], "approve", why="report")
    assert told == f"/moderation/cases/{reported[1].id}?why=report#case"
    assert "Nothing here fits" in browser.get("/moderation/?why=word").text


def test_every_finding_stands_in_one_lane(app: Flask) -> None:
    assert sorted(kind for kinds in LANES.values() for kind in kinds) == sorted(Because)
    assert set(LANE_WORDS) == set(LANES) == set(Lane)


def test_a_lane_counts_a_case_once_and_shows_all_that_is_in_it(browser: Browser) -> None:
    twice = a_case(a_contribution(title="Told and noticed"), Because.REPORT)
    db.session.add(Finding(case_id=twice.id, kind=Because.NOTICE.value, detail="fraud"))
    a_case(a_contribution(title="Noticed only"), Because.NOTICE)
    a_case(a_contribution(state=State.HELD.value, title="Read me first"))
    moderator = a_moderator()
    assert queries.waiting_by_lane(moderator) == {"told": 2, "mode": 1}
    page = browser.sign_in(moderator).get("/moderation/?lane=told").text
    assert "Told and noticed" in page
    assert "Noticed only" in page
    assert "Read me first" not in page
    assert '<input type="hidden" name="lane" value="told">' in page


@pytest.mark.parametrize("why", ["x", "%00", "report'--"])
def test_nonsense_in_the_address_narrows_nothing(browser: Browser, why: str) -> None:
    a_case(a_contribution(state=State.HELD.value, title="Still here"))
    assert "Still here" in browser.sign_in(a_moderator()).get(f"/moderation/?why={why}").text


def test_a_thousand_open_cases_cost_no_more_questions_than_one(app: Flask, browser: Browser) -> None:
    author = a_customer()
    a_case(written_by(author))
    browser.sign_in(a_moderator())
    browser.get("/moderation/")
    with counted() as one:
        browser.get("/moderation/")
    for _number in range(60):
        a_case(written_by(author))
    with counted() as many:
        page = browser.get("/moderation/").text
    assert len(many) == len(one) <= 28
    assert "11 more follow as you decide." in page


def test_the_talk_round_a_comment_is_shown(browser: Browser) -> None:
    about = an_idea(title="A half-caf")
    karim, odile = a_member(name="Karim D."), a_member(name="Odile M.")
    comment(about, karim, "Before it.")
    asked = comment(about, odile, "Which roast?")
    comment(about, karim, "After it.")
    page = browser.sign_in(a_moderator()).get(f"/moderation/cases/{a_case(asked).id}").text
    assert "Comment on “A half-caf”" in page
    assert page.index("Before it.") < page.index("Here stands what you read above.") < page.index("After it.")


def test_what_was_decided_about_the_author_before_is_shown(browser: Browser) -> None:
    author = a_customer()
    former = a_case(written_by(author, title="Cheap watches"))
    browser.sign_in(a_moderator())
    sent(browser, former, "reject", reason="spam")
    page = browser.get(f"/moderation/cases/{a_case(written_by(author)).id}").text
    assert "Cheap watches" in page
    assert "Not published</b>, Spam or promotion" in page


def test_what_stood_in_public_is_called_removed_and_not_refused(browser: Browser, in_time: None) -> None:
    case = a_case(an_idea(), Because.REPORT)
    browser.sign_in(a_moderator())
    sent(browser, case, "reject", reason="spam")
    assert "Decided: Removed." in browser.get("/moderation/").text
    assert ">Removed</" in browser.get("/moderation/decisions").text


def test_the_draft_is_in_the_language_of_the_author(browser: Browser) -> None:
    case = a_case(written_by(a_customer(language="fr"), language="en"))
    page = browser.sign_in(a_moderator(language="en")).get(f"/moderation/cases/{case.id}").text
    assert "reads, in French" in page
    assert "Dites ce qui vous gêne dans l’idée" in page


def test_a_decision_is_undone_before_anybody_hears_of_it(
    browser: Browser, drain: Callable[[], int], in_time: None
) -> None:
    author = a_customer()
    about = written_by(author)
    case = a_case(about)
    browser.sign_in(a_moderator())
    sent(browser, case, "reject", reason="insult")
    assert "data-undo" in browser.get("/moderation/").text
    undone = browser.post(f"/moderation/decisions/{decision_of(case).id}/undo")
    assert undone.location == f"/moderation/cases/{case.id}#case"
    db.session.expire_all()
    assert (case.is_open, about.state) == (True, State.HELD.value)
    told_at(now())
    drain()
    assert not db.session.scalars(select(Notice.id).where(Notice.member_id == author.id)).all()
    page = browser.get(f"/moderation/cases/{case.id}").text
    assert "undone" in page
    assert "Taken back: it waits again" in page
    sent(browser, case, "approve")


def told_at(moment: object) -> None:
    """Let the time pass until people are told."""
    db.session.execute(update(OutboxJob).values(run_at=moment))


def test_what_was_public_keeps_its_date_when_its_removal_is_undone(browser: Browser, in_time: None) -> None:
    about = an_idea(votes=3)
    before = (about.published_at, about.hot)
    case = a_case(about, Because.REPORT)
    browser.sign_in(a_moderator())
    sent(browser, case, "reject", reason="spam")
    browser.post(f"/moderation/decisions/{decision_of(case).id}/undo")
    db.session.expire_all()
    assert (about.state, about.published_at, about.hot) == (State.PUBLISHED.value, *before)


def test_too_late_is_said_and_changes_nothing(browser: Browser) -> None:
    case = a_case()
    browser.sign_in(a_moderator())
    sent(browser, case, "approve")
    answer = browser.post(f"/moderation/decisions/{decision_of(case).id}/undo")
    assert "too late to undo" in browser.get(answer.location).text
    assert not case.is_open


def test_nobody_is_told_before_the_last_second_of_undoing_is_over(browser: Browser, in_time: None) -> None:
    case = a_case()
    browser.sign_in(a_moderator())
    sent(browser, case, "approve")
    decided = decision_of(case)
    told = db.session.scalars(select(OutboxJob).where(OutboxJob.dedupe_key == f"decided-{decided.id}")).one()
    assert told.run_at > decided.decided_at + timedelta(seconds=600)


def test_what_was_decided_again_is_not_undone(browser: Browser, in_time: None) -> None:
    about = an_idea()
    first = a_case(about, Because.REPORT)
    browser.sign_in(a_moderator())
    sent(browser, first, "approve")
    again = a_case(about, Because.REPORT)
    sent(browser.stranger().sign_in(a_moderator()), again, "approve")
    answer = browser.post(f"/moderation/decisions/{decision_of(first).id}/undo")
    assert "too late to undo" in browser.get(answer.location).text
    db.session.expire_all()
    assert not first.is_open


def test_nobody_undoes_a_colleague(browser: Browser, in_time: None) -> None:
    case = a_case()
    sent(browser.sign_in(a_moderator()), case, "approve")
    other: Member = a_moderator()
    undo = f"/moderation/decisions/{decision_of(case).id}/undo"
    assert browser.stranger().sign_in(other).post(undo).status_code == 403


def test_a_refused_form_shows_the_case_and_not_the_list(browser: Browser) -> None:
    case = a_case()
    answer = browser.sign_in(a_moderator()).post(
        f"/moderation/cases/{case.id}/decision", verdict="reject", version="1", note="Because."
    )
    assert answer.status_code == 422
    assert "triage--list" not in answer.text
    assert 'action="/moderation/cases/' in answer.text
    assert '/decision#decide"' in answer.text


def test_decisions_are_narrowed_to_a_verdict_and_to_oneself(browser: Browser) -> None:
    mine = a_case(a_contribution(state=State.HELD.value, title="By me"))
    theirs = a_case(a_contribution(state=State.HELD.value, title="By her"))
    sent(browser.stranger().sign_in(a_moderator(name="Hélène")), theirs, "reject", reason="spam")
    browser.sign_in(a_moderator())
    sent(browser, mine, "approve")
    assert "By her" not in browser.get("/moderation/decisions?by=me").text
    assert "By me" not in browser.get("/moderation/decisions?verdict=reject").text
    assert "By me" in browser.get("/moderation/decisions?verdict=x").text
