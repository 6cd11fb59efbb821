"""What moderators decide."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Role
from community.contributions.models import Contribution, State
from community.notices.models import Notice
from community.spaces.models import Audience
from foundation.audit import AuditLine, Unchangeable
from foundation.database import db
from foundation.mail import MailMessage
from moderation.lists.commands import add_word
from moderation.models import Case, Decision
from moderation.queries import open_case, queue
from moderation.reasons import Reason
from moderation.reports import report
from moderation.screen import screen
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.moderation import a_case, written_by
from tests.questions import counted


def decided(browser: Browser, case: Case, verdict: str, **given: str) -> int:
    fields = {"verdict": verdict, "version": str(case.version)} | given
    return browser.post(f"/moderation/cases/{case.id}/decision", **fields).status_code


def state_of(case: Case) -> str:
    state: str = db.session.scalars(
        select(Contribution.state).where(Contribution.id == case.contribution_id)
    ).one()
    return state


def test_an_approved_text_is_published_and_its_author_told(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer()
    case = a_case(written_by(author))
    assert decided(browser.sign_in(a_moderator()), case, "approve") == 303
    drain()
    assert state_of(case) == State.PUBLISHED.value
    assert "is published" in browser.stranger().sign_in(author).get("/notices").text


def test_a_refused_text_is_told_with_its_reason_and_the_note_by_mail_in_the_authors_language(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer(language="fr")
    case = a_case(written_by(author, title="Un sac"))
    decided(
        browser.sign_in(a_moderator()),
        case,
        "reject",
        reason="insult",
        note="Parlez de l’idée, s’il vous plaît.",
    )
    drain()
    [sent] = [one for one in db.session.scalars(select(MailMessage)) if "n’est pas publié" in one.subject]
    assert state_of(case) == State.REJECTED.value
    assert "s’en prend à une personne" in sent.text
    assert "Parlez de l’idée" in sent.text


def test_a_text_sent_back_says_how_to_change_it(browser: Browser, drain: Callable[[], int]) -> None:
    author = a_customer()
    case = a_case(written_by(author))
    decided(
        browser.sign_in(a_moderator()), case, "changes", reason="personal_data", note="Without the number."
    )
    drain()
    assert state_of(case) == State.CHANGES_REQUESTED.value
    page = browser.stranger().sign_in(author).get("/notices").text
    assert "Without the number." in page
    assert "a moderator then reads it again" in page


@pytest.mark.parametrize("verdict", ["reject", "changes"])
def test_nobody_is_refused_without_a_reason(browser: Browser, verdict: str) -> None:
    case = a_case()
    answer = browser.sign_in(a_moderator()).post(
        f"/moderation/cases/{case.id}/decision", verdict=verdict, version="1", note="Because."
    )
    assert answer.status_code == 422
    assert "Because." in answer.text
    assert "Choose the reason" in answer.text
    assert state_of(case) == State.HELD.value


@pytest.mark.parametrize(
    "fields", [{}, {"verdict": "x", "version": "1"}, {"verdict": "approve"}, {"version": "1"}]
)
def test_a_decision_that_makes_no_sense_decides_nothing(browser: Browser, fields: dict[str, str]) -> None:
    case = a_case()
    answer = browser.sign_in(a_moderator()).post(f"/moderation/cases/{case.id}/decision", **fields)
    assert answer.status_code == 422
    assert state_of(case) == State.HELD.value


def test_the_second_of_two_moderators_sees_the_first_decision_and_keeps_what_they_typed(
    browser: Browser,
) -> None:
    case = a_case()
    decided(browser.sign_in(a_moderator(name="Hélène")), case, "approve")
    second = browser.stranger().sign_in(a_moderator(name="Malo"))
    answer = second.post(
        f"/moderation/cases/{case.id}/decision",
        verdict="reject",
        reason="spam",
        version="1",
        note="Mine, long.",
    )
    assert answer.status_code == 409
    assert "Decided by Hélène" in answer.text
    assert "Mine, long." in answer.text
    assert "Spam or promotion" in answer.text
    assert len(db.session.scalars(select(Decision)).all()) == 1


def test_what_a_colleague_removed_was_not_taken_back_by_its_author(browser: Browser) -> None:
    reported = a_contribution()
    report(reported, a_customer(), Reason.SPAM, "")
    db.session.commit()
    case = db.session.scalars(select(Case).where(Case.contribution_id == reported.id)).one()
    form = {"verdict": "reject", "reason": "spam", "version": str(case.version)}
    path = f"/moderation/cases/{case.id}/decision"
    browser.sign_in(a_moderator()).post(path, **form)
    answer = browser.stranger().sign_in(a_moderator()).post(path, **form)
    assert answer.status_code == 409
    assert "A colleague has decided meanwhile" in answer.text


def test_a_text_that_changed_meanwhile_is_read_again_before_it_is_decided(browser: Browser) -> None:
    case = a_case(version=2)
    answer = browser.sign_in(a_moderator()).post(
        f"/moderation/cases/{case.id}/decision", verdict="reject", reason="spam", version="1", note="Mine."
    )
    assert answer.status_code == 409
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert "Mine." in answer.text
    assert state_of(case) == State.HELD.value


def test_nobody_decides_about_their_own_text(browser: Browser) -> None:
    moderator = a_moderator()
    case = a_case(written_by(moderator))
    assert decided(browser.sign_in(moderator), case, "approve") == 403
    assert "so a colleague decides" in browser.get(f"/moderation/cases/{case.id}").text
    assert state_of(case) == State.HELD.value


def test_a_decision_is_never_changed_or_deleted(app: Flask, browser: Browser) -> None:
    decided(browser.sign_in(a_moderator()), a_case(), "approve")
    decision = db.session.scalars(select(Decision)).one()
    decision.note = "Other"
    with pytest.raises(Unchangeable):
        db.session.flush()
    db.session.rollback()


def test_every_decision_leaves_a_line_in_the_audit(browser: Browser) -> None:
    moderator, case = a_moderator(), a_case()
    decided(browser.sign_in(moderator), case, "reject", reason="spam")
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.reject")).one()
    assert (line.actor_id, line.object_id) == (moderator.id, case.contribution_id)
    assert (line.before["state"], line.after["state"]) == ("held", "rejected")


def test_removing_what_was_public_is_told_to_who_reported_it(
    browser: Browser, drain: Callable[[], int]
) -> None:
    witness, about = a_customer(), a_contribution(a_member())
    report(about, witness, Reason.INSULT, "Line two")
    case = open_case(about.id)
    assert case is not None
    decided(browser.sign_in(a_moderator()), case, "reject", reason="insult")
    drain()
    assert state_of(case) == State.REMOVED.value
    assert "no longer public" in browser.stranger().sign_in(witness).get("/notices").text


def test_an_author_is_not_told_of_a_report_that_changed_nothing(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author, witness = a_member(), a_customer()
    about = a_contribution(author)
    report(about, witness, Reason.INSULT, "")
    case = open_case(about.id)
    assert case is not None
    decided(browser.sign_in(a_moderator()), case, "approve")
    drain()
    told = set(db.session.scalars(select(Notice.member_id)))
    assert told == {witness.id}


def test_the_queue_is_one_question_with_reasons_and_history(app: Flask) -> None:
    author, moderator = a_customer(), a_moderator()
    a_contribution(author)
    a_contribution(author, state=State.REMOVED.value)
    for _number in range(5):
        a_case(written_by(author))
    with counted() as asked:
        lines = queue(moderator)
    assert len(asked) == 1
    assert len(lines) == 5
    assert {(line.published, line.refused) for line in lines} == {(1, 1)}
    assert lines[0].findings == [("pre_moderated", "", 1, 0.0, {})]


def test_the_queue_is_sorted_by_urgency_then_age(app: Flask) -> None:
    first, urgent, last = a_case(), a_case(priority=50), a_case()
    assert [line.case_id for line in queue(a_moderator())] == [urgent.id, first.id, last.id]


def test_the_desk_shows_the_listed_word_in_the_text(browser: Browser) -> None:
    add_word("en", "écume", "", a_moderator())
    about = a_contribution(state=State.HELD.value, title="Ecume is coming", source="I saw <b>ÉCUME</b>.")
    screen(about)
    case = open_case(about.id)
    assert case is not None
    page = browser.sign_in(a_moderator()).get(f"/moderation/cases/{case.id}").text
    assert "<mark>Ecume<sup>1</sup></mark>" in page
    assert "&lt;b&gt;<mark>ÉCUME<sup>1</sup></mark>&lt;/b&gt;" in page


def test_a_circle_is_moderated_by_who_may_read_it(browser: Browser) -> None:
    insider = a_moderator()
    circle = a_space(audience=Audience.CIRCLE.value, circle=(insider,))
    case = a_case(a_contribution(state=State.HELD.value, space=circle))
    assert browser.sign_in(a_moderator()).get(f"/moderation/cases/{case.id}").status_code == 404
    assert browser.stranger().sign_in(insider).get(f"/moderation/cases/{case.id}").status_code == 200
    assert (
        browser.stranger().sign_in(a_member(Role.ADMIN)).get(f"/moderation/cases/{case.id}").status_code
        == 200
    )


def test_an_empty_queue_says_so(browser: Browser) -> None:
    assert "Nothing waits" in browser.sign_in(a_moderator()).get("/moderation/").text


def test_the_log_shows_what_was_decided(browser: Browser) -> None:
    case = a_case()
    decided(
        browser.sign_in(a_moderator(name="Hélène")),
        case,
        "reject",
        reason="spam",
        note="Three times the same.",
    )
    page = browser.get("/moderation/decisions").text
    assert "Three times the same." in page
    assert "Spam or promotion" in page
    assert "Hélène" in page
