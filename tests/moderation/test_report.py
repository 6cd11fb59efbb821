"""What members report."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts import access
from accounts.sessions import open_session
from community.contributions.models import State
from foundation.clock import frozen, now
from foundation.database import db
from foundation.errors import TooMany
from foundation.settings import Settings
from ideas.commands import edit_idea, withdraw_idea
from moderation.meanings import MEANINGS
from moderation.measures.reporters import Record, weight_of
from moderation.models import Case, Decision, Finding, Report
from moderation.queries import open_case, reports_of
from moderation.reasons import Reason, Verdict
from moderation.reports import report
from moderation.undoing import undo
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution
from tests.factories.ideas import an_idea
from tests.factories.moderation import decided
from tests.servers import own_database
from wsgi import create_app


def test_a_report_opens_a_case_and_the_text_stays_until_it_is_read(browser: Browser) -> None:
    about = a_contribution()
    browser.sign_in(a_customer()).post(f"/contributions/{about.id}/report", reason="insult", text="Line two")
    assert open_case(about.id) is not None
    assert about.state == State.PUBLISHED.value
    page = browser.stranger().sign_in(a_moderator()).get("/moderation/").text
    assert "Reported: Insult or harassment" in page
    assert "Line two" in page


def test_reports_fold_into_one_case(app: Flask) -> None:
    about = a_contribution()
    for _person in range(3):
        report(about, a_member(), Reason.SPAM, "")
    [case] = db.session.scalars(select(Case)).all()
    [finding] = db.session.scalars(select(Finding)).all()
    assert (finding.times, finding.severity) == (3, MEANINGS[Reason.SPAM].severity)
    db.session.refresh(case)
    assert case.parts["reports"] == round(1 - (1 - weight_of(Record(0, 0))) ** 3, 3)


def test_a_member_reports_a_text_once(browser: Browser) -> None:
    about = a_contribution()
    browser.sign_in(a_customer())
    for _time in range(2):
        assert browser.post(f"/contributions/{about.id}/report", reason="spam").status_code == 303
    assert len(db.session.scalars(select(Report)).all()) == 1
    assert "reported this already" in browser.get(f"/contributions/{about.id}/report").text


def test_a_report_without_a_reason_is_asked_for_one(browser: Browser) -> None:
    about = a_contribution()
    answer = browser.sign_in(a_customer()).post(f"/contributions/{about.id}/report", text="It is bad")
    assert answer.status_code == 422
    assert "It is bad" in answer.text
    assert open_case(about.id) is None


def test_nobody_reports_their_own_text_or_what_they_cannot_see(browser: Browser) -> None:
    author = a_customer()
    own, held = a_contribution(author), a_contribution(state=State.HELD.value)
    browser.sign_in(author)
    assert browser.get(f"/contributions/{own.id}/report").status_code == 403
    assert browser.post(f"/contributions/{held.id}/report", reason="spam").status_code == 404


def test_a_visitor_signs_in_and_comes_back_to_the_report(browser: Browser) -> None:
    about = a_contribution()
    answer = browser.post(f"/contributions/{about.id}/report", reason="spam")
    assert f"next=/contributions/{about.id}/report" in answer.location


def test_what_was_found_fine_is_opened_again_by_three_people_or_by_a_new_reason(app: Flask) -> None:
    about, moderator = a_contribution(), a_moderator()
    report(about, a_member(), Reason.SPAM, "")
    decided(about, Verdict.APPROVE, by=moderator)
    report(about, a_member(), Reason.SPAM, "")
    report(about, a_member(), Reason.SPAM, "")
    assert open_case(about.id) is None
    report(about, a_member(), Reason.SPAM, "")
    again = open_case(about.id)
    assert again is not None
    assert db.session.scalars(select(Finding.times).where(Finding.case_id == again.id)).all() == [3]
    for reason in (Reason.PERSONAL_DATA, Reason.OFF_TOPIC):
        decided(about, Verdict.APPROVE, by=moderator)
        report(about, a_member(), reason, "")
        assert open_case(about.id) is not None


def test_whoever_reports_everything_waits(app: Flask) -> None:
    member = a_customer()
    for _number in range(20):
        report(a_contribution(), member, Reason.SPAM, "")
    with pytest.raises(TooMany):
        report(a_contribution(), member, Reason.SPAM, "")


def test_hostile_fields_break_nothing(browser: Browser) -> None:
    about = a_contribution()
    browser.sign_in(a_moderator())
    case = f"/contributions/{about.id}/report"
    assert browser.post(case, reason="\x00", text="\x00").status_code == 422
    assert browser.post(case, reason="spam", text="\x00\u202e" + "x" * 1001).status_code == 422
    assert browser.post("/moderation/words", term="\x00", language="en").status_code == 422
    assert browser.post("/moderation/words", term="a", language="xx").status_code == 422
    assert browser.get("/moderation/decisions?after=AAAA").status_code == 200


@pytest.mark.slow
def test_people_who_report_at_once_are_all_counted_in_one_case(tmp_path: Path) -> None:
    people = 8
    with own_database(tmp_path) as url:
        app = create_app(
            Settings(_env_file=None, env="test", database_url=url, data_dir=tmp_path, worker="apart")
        )
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            db.create_all()
            about = a_contribution().id
            tokens = [open_session(a_member(), "thread") for _person in range(people)]
            db.session.commit()
        together = threading.Barrier(people)
        answers: list[int] = []

        def press(token: str) -> None:
            client = app.test_client()
            with client.session_transaction() as session:
                session[access.TOKEN] = token
            together.wait()
            url = f"/contributions/{about}/report"
            answers.extend([client.post(url, data={"reason": "spam"}).status_code for _time in range(2)])

        threads = [threading.Thread(target=press, args=(token,)) for token in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with app.app_context():
            assert set(answers) == {303}
            assert len(db.session.scalars(select(Case.id)).all()) == 1
            assert db.session.scalars(select(Finding.times)).all() == [people]
            assert len(db.session.scalars(select(Report.id)).all()) == people
            db.session.remove()
            db.engine.dispose()


def test_a_reporter_is_promised_only_what_will_happen(browser: Browser) -> None:
    about = a_contribution()
    report(about, a_member(), Reason.SPAM, "")
    decided(about, Verdict.APPROVE, by=a_moderator())
    answer = browser.sign_in(a_customer()).post(f"/contributions/{about.id}/report", reason="spam")
    where = browser.get(answer.location).location
    assert "A moderator has read this before" in browser.get(where).text


def test_an_approval_taken_back_keeps_the_reports_that_came_in_between(app: Flask, in_time: None) -> None:
    about, moderator = a_contribution(), a_moderator()
    report(about, a_member(), Reason.SPAM, "")
    decided(about, Verdict.APPROVE, by=moderator)
    report(about, a_member(name="Awa S."), Reason.OFF_TOPIC, "Look again")
    decision = db.session.scalars(
        select(Decision).options(joinedload(Decision.case).joinedload(Case.contribution))
    ).one()
    undo(decision, moderator)
    case = open_case(about.id)
    assert case is not None
    assert {one.reason for one in reports_of(case)} == {"spam", "off_topic"}
    assert set(db.session.scalars(select(Finding.detail).where(Finding.case_id == case.id))) == {
        "spam",
        "off_topic",
    }


def test_a_new_reason_that_comes_before_the_decision_is_told_is_read_after_that(
    settings: Settings, drain: Callable[[], int]
) -> None:
    about = a_contribution()
    report(about, a_member(), Reason.SPAM, "")
    settings.undo_seconds = 600
    try:
        decided(about, Verdict.APPROVE, by=a_moderator())
        report(about, a_member(), Reason.OFF_TOPIC, "Look again")
        db.session.commit()
        assert open_case(about.id) is None
    finally:
        settings.undo_seconds = 0
    with frozen(now() + timedelta(minutes=11)):
        drain()
    assert open_case(about.id) is not None


def test_an_author_does_not_lose_reports_by_taking_a_text_back_and_sending_it_again(
    drain: Callable[[], int],
) -> None:
    author = a_customer()
    idea = an_idea(author=author)
    for _person in range(2):
        report(idea, a_member(), Reason.SPAM, "")
    withdraw_idea(idea)
    drain()
    assert open_case(idea.id) is None
    edit_idea(idea, author, idea.title, "The same offer in other words", expected=idea.revision)
    again = open_case(idea.id)
    assert (idea.state, again is not None) == (State.PUBLISHED.value, True)
    assert again is not None
    found = select(Finding.kind, Finding.times).where(Finding.case_id == again.id).order_by(Finding.kind)
    assert db.session.execute(found).all() == [("report", 2), ("resubmitted", 1)]


def test_whose_reports_are_manifestly_unfounded_opens_nothing_again(app: Flask) -> None:
    moderator, crier = a_moderator(), a_member()
    for _number in range(8):
        unfounded = a_contribution()
        report(unfounded, crier, Reason.SPAM, "")
        decided(unfounded, Verdict.APPROVE, by=moderator)
    about = a_contribution()
    report(about, a_member(), Reason.SPAM, "")
    decided(about, Verdict.APPROVE, by=moderator)
    report(about, crier, Reason.HATE, "")
    assert open_case(about.id) is None
    for _person in range(2):
        report(about, a_member(), Reason.SPAM, "")
    assert open_case(about.id) is None, "two believable people and one who is not are no three"
    report(about, a_member(), Reason.SPAM, "")
    assert open_case(about.id) is not None
