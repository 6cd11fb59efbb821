"""Points fade, a ladder warns first, and from twelve points up nobody decides alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given, strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from accounts.models import Member, Role
from community.comments.commands import comment
from community.contributions.commands import ReadOnly
from community.contributions.models import Contribution, State
from community.notices.models import Notice
from foundation.clock import frozen, now
from foundation.database import db
from foundation.errors import NotAllowed
from foundation.facts import tell
from foundation.mail import MailMessage
from moderation.appeals.commands import decide as decide_appeal
from moderation.appeals.models import Outcome
from moderation.facts import AppealDecided, CaseDecided
from moderation.measures.ladder import LADDER, Measure
from moderation.models import Case, Decision, Report
from moderation.reasons import Because, Reason, Verdict
from moderation.reports import report
from moderation.sanctions import commands, points as strikes, queries, reporters
from moderation.sanctions.models import Sanction, Strike
from moderation.statements.models import Hand
from moderation.statements.queries import with_key
from moderation.watching import Written, watch
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution
from tests.factories.customers import a_linked_member
from tests.factories.moderation import a_case, decided, written_by
from tests.factories.statements import a_statement, an_appeal
from tests.questions import counted


def struck(member: Member, points: int, *, at: datetime | None = None) -> Strike:
    strike = Strike(member_id=member.id, reason="insult", points=points, given_at=at or now())
    db.session.add(strike)
    db.session.flush()
    return strike


def warned(member: Member) -> Sanction:
    given = Sanction(member_id=member.id, measure="notice", called_for="notice", points=3, begins_at=now())
    given.proposed_at = given.begins_at = given.ends_at = now() - timedelta(minutes=1)
    db.session.add(given)
    db.session.flush()
    return given


def refused(author: Member, reason: Reason, verdict: Verdict = Verdict.REJECT) -> Decision:
    return decided(written_by(author), verdict, reason)


def about(decision: Decision) -> int:
    return db.session.scalars(select(Case.contribution_id).where(Case.id == decision.case_id)).one()


def suspended(member: Member) -> Sanction:
    struck(member, 13)
    warned(member)
    asked = commands.ask(member, a_moderator(), "suspension", "Three times this month.")
    commands.confirm(asked, a_moderator())
    return asked


def test_a_decision_that_stands_gives_its_points_once(drain: Callable[[], int]) -> None:
    author = a_customer()
    refused(author, Reason.HATE)
    drain()
    [strike] = queries.strikes_of(author.id)
    assert (strike.points, strike.reason) == (6, "hate")
    strikes.give_points(db.session.scalars(select(Decision)).one(), author.id)
    assert len(queries.strikes_of(author.id)) == 1


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [(Reason.COMPLAINT, Verdict.CHANGES), (Reason.INSULT, Verdict.CHANGES), (Reason.INSULT, Verdict.LIMIT)],
)
def test_only_a_refusal_for_breaking_the_rules_gives_points(
    drain: Callable[[], int], reason: Reason, verdict: Verdict
) -> None:
    author = a_customer()
    refused(author, reason, verdict)
    drain()
    assert queries.strikes_of(author.id) == []


def test_the_first_rung_explains_and_restricts_nothing(browser: Browser, drain: Callable[[], int]) -> None:
    author = a_customer(language="fr")
    refused(author, Reason.INSULT)
    drain()
    [given] = queries.sanctions_of(author.id)
    assert (given.measure, given.in_force) == ("notice", False)
    assert [one for one in db.session.scalars(select(MailMessage.subject)) if "règles de la maison" in one]
    assert browser.sign_in(author).get("/me/standing").status_code == 200


def test_points_taken_back_take_back_what_they_brought_about(drain: Callable[[], int]) -> None:
    author = a_customer()
    struck(author, 4)
    decision = refused(author, Reason.HATE)
    drain()
    asked = commands.ask(author, a_moderator(), "read_only", "Please read the rules.")
    assert author.is_read_only
    strikes.take_points_back("appeal", decision_id=decision.id)
    assert not author.is_read_only
    assert asked.lifted_at is not None
    assert queries.height_of(author.id) == pytest.approx(4, abs=0.01)


def test_what_the_remaining_points_call_for_stays(drain: Callable[[], int]) -> None:
    author = a_customer()
    struck(author, 9)
    decision = refused(author, Reason.INSULT)
    drain()
    warned(author)
    asked = commands.ask(author, a_moderator(), "read_only", "Please read the rules.")
    commands.confirm(asked, a_moderator())
    strikes.take_points_back("appeal", contribution_id=about(decision))
    assert author.is_read_only


def test_a_later_approval_of_the_same_text_takes_its_points_back(drain: Callable[[], int]) -> None:
    author = a_customer()
    decision = refused(author, Reason.INSULT)
    drain()
    decided(db.session.get_one(Contribution, about(decision)), Verdict.APPROVE)
    drain()
    assert queries.height_of(author.id) == 0


@pytest.mark.parametrize(("outcome", "left"), [("overturned", 0), ("partly", 0), ("upheld", 6)])
def test_an_appeal_takes_the_points_along(drain: Callable[[], int], outcome: str, left: int) -> None:
    author = a_customer()
    decision = refused(author, Reason.HATE)
    drain()
    tell(AppealDecided(1, 1, decision.id, outcome))
    drain()
    assert queries.height_of(author.id) == pytest.approx(left)


def test_points_that_come_late_are_not_given_for_what_was_overturned(drain: Callable[[], int]) -> None:
    author = a_customer()
    stated = a_statement(author, reason=Reason.HATE.value)
    decision = db.session.get_one(Decision, stated.decision_id)
    decide_appeal(an_appeal(author, stated), a_moderator(), Outcome.OVERTURNED, None, "It was fair.")
    drain()
    tell(CaseDecided(decision.case_id, decision.id, about(decision)))
    drain()
    assert queries.height_of(author.id) == 0


def test_whose_decisions_led_to_a_notice_does_not_decide_the_appeal_against_it(
    drain: Callable[[], int],
) -> None:
    author = a_customer()
    decision = refused(author, Reason.HATE)
    drain()
    [notice] = queries.sanctions_of(author.id)
    stated = with_key(f"sanction-{notice.id}")
    assert stated is not None
    hands = select(Hand.member_id).where(Hand.statement_id == stated.id)
    assert db.session.scalars(hands).all() == [decision.by_id]


def test_two_who_answer_the_same_points_take_one_measure(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    member = a_customer()
    struck(member, 13)
    warned(member)
    commands.ask(member, a_moderator(), "suspension", "Three times this month.")
    with monkeypatch.context() as at_once:
        at_once.setattr(queries, "waiting_for", lambda *_about: None)
        at_once.setattr(queries, "called_for", lambda *_about: LADDER[-1])
        with pytest.raises(commands.WaitsAlready):
            commands.ask(member, a_moderator(), "suspension", "Three times this month.")
    other = a_customer()
    struck(other, 10)
    commands.ask(other, a_moderator(), "read_only", "Three times this month.")
    with pytest.raises(commands.AnsweredAlready):
        commands.ask(other, a_moderator(), "read_only", "Three times this month.")
    assert len(queries.in_force(other.id)) == 1


def test_a_measure_that_falls_on_appeal_is_lifted(drain: Callable[[], int]) -> None:
    member = a_customer()
    asked = suspended(member)
    drain()
    stated = with_key(f"sanction-{asked.id}")
    assert stated is not None
    assert stated.measure == "suspension"
    tell(AppealDecided(1, stated.id, None, "overturned"))
    drain()
    assert not db.session.get_one(Member, member.id).is_shut_out


@pytest.mark.parametrize("points", [3, 6, 9, 12, 15])
def test_nobody_is_asked_for_more_than_the_points_call_for(app: Flask, points: int) -> None:
    member = a_customer()
    struck(member, points)
    warned(member)
    higher = [rung.measure.value for rung in LADDER if rung.points > points]
    for measure in higher:
        with pytest.raises(commands.TooHigh):
            commands.ask(member, a_moderator(), measure, "Because.")


def test_less_than_called_for_and_nothing_at_all_may_be_chosen_with_a_reason(app: Flask) -> None:
    member = a_customer()
    struck(member, 9)
    with pytest.raises(commands.WhyNeeded):
        commands.ask(member, a_moderator(), "none", " ")
    commands.ask(member, a_moderator(), "none", "They apologised to the other.")
    assert queries.called_for(member.id) is None
    assert not member.is_read_only


def test_new_points_call_again(app: Flask) -> None:
    member = a_customer()
    struck(member, 9, at=now() - timedelta(days=2))
    commands.ask(member, a_moderator(), "none", "They apologised.")
    assert queries.called_for(member.id) is None
    struck(member, 3, at=now() + timedelta(seconds=1))
    with frozen(now() + timedelta(seconds=2)):
        called = queries.called_for(member.id)
    assert called is not None
    assert called.measure is Measure.READ_ONLY


def test_nobody_is_suspended_who_was_never_warned(app: Flask) -> None:
    member = a_customer()
    struck(member, 13)
    with pytest.raises(commands.WarnFirst):
        commands.ask(member, a_moderator(), "suspension", "Because.")


def test_from_twelve_points_up_nothing_begins_before_a_second_person_agrees(app: Flask) -> None:
    member, first = a_customer(), a_moderator()
    struck(member, 13)
    warned(member)
    asked = commands.ask(member, first, "read_only", "Less than called for.")
    assert asked.waits
    assert not member.is_read_only
    with pytest.raises(NotAllowed):
        commands.confirm(asked, first)
    commands.confirm(asked, a_moderator())
    assert member.is_read_only


@pytest.mark.parametrize(
    "change",
    [
        "begins_at = proposed_at",
        "confirmed_by_id = proposed_by_id, confirmed_at = proposed_at, begins_at = proposed_at",
        "confirmed_by_id = proposed_by_id",
    ],
)
def test_the_database_itself_refuses_one_person_alone(app: Flask, change: str) -> None:
    member = a_customer()
    struck(member, 13)
    warned(member)
    asked = commands.ask(member, a_moderator(), "suspension", "Because.")
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(text(f"UPDATE sanction SET {change} WHERE id = :id"), {"id": asked.id})


def test_the_database_refuses_a_high_measure_written_at_once(app: Flask) -> None:
    member, by = a_customer(), a_moderator()
    for points, measure in ((12.0, "read_only"), (3.0, "suspension"), (1.0, "termination")):
        alone = Sanction(
            member_id=member.id, measure=measure, called_for=measure, points=points,
            proposed_by_id=by.id, begins_at=now(),
        )  # fmt: skip
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.add(alone)


def test_one_measure_waits_at_a_time(app: Flask) -> None:
    member = a_customer()
    struck(member, 13)
    warned(member)
    commands.ask(member, a_moderator(), "suspension", "Because.")
    with pytest.raises(commands.WaitsAlready):
        commands.ask(member, a_moderator(), "read_only", "Because.")


def test_a_second_answer_to_the_same_measure_is_refused(app: Flask) -> None:
    member = a_customer()
    struck(member, 13)
    warned(member)
    asked = commands.ask(member, a_moderator(), "suspension", "Because.")
    commands.decline(asked, a_moderator())
    with pytest.raises(commands.AnsweredAlready):
        commands.confirm(asked, a_moderator())
    assert not member.is_shut_out


def test_the_team_is_not_sanctioned_here(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        commands.ask(a_moderator(), a_moderator(), "notice", "Because.")


def test_who_is_on_probation_is_read_first(app: Flask) -> None:
    member = a_customer()
    struck(member, 6)
    commands.ask(member, a_moderator(), "pre_moderation", "Because.")
    written = written_by(member, state=State.SUBMITTED.value)
    assert Because.PROBATION in [one.because for one in watch(Written.of(written, member))]
    with frozen(now() + timedelta(days=14, seconds=1)):
        assert watch(Written.of(written, member)) == []


def test_who_only_reads_does_not_write_and_keeps_what_was_typed(browser: Browser) -> None:
    member, about = a_customer(), a_contribution()
    struck(member, 9)
    commands.ask(member, a_moderator(), "read_only", "Because.")
    with pytest.raises(ReadOnly):
        comment(about, member, "Again.")
    answer = browser.sign_in(member).post(f"/contributions/{about.id}/comments", text="Again and again.")
    assert answer.status_code == 409
    assert "Again and again." in answer.text
    assert "you can read and vote, not write" in answer.text
    assert browser.post(f"/contributions/{about.id}/vote").status_code == 303


def test_a_suspended_member_finds_one_page_and_their_data(browser: Browser) -> None:
    member = a_customer()
    suspended(member)
    browser.sign_in(member)
    answer = browser.get("/ideas/")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/me/standing")
    page = browser.get("/me/standing").text
    assert "Suspension" in page
    assert "Three times this month." in page
    assert browser.get("/me/data/export").status_code in (200, 404)
    assert browser.get("/service/new").status_code == 200
    assert browser.post(f"/contributions/{a_contribution().id}/vote").status_code in (303, 403)


def test_a_measure_ends_by_itself_and_the_member_hears_of_it(
    browser: Browser, drain: Callable[[], int]
) -> None:
    member = a_customer()
    suspended(member)
    drain()
    with frozen(now() + timedelta(days=30, minutes=1)):
        assert not db.session.get_one(Member, member.id).is_shut_out
        drain()
    kinds = set(db.session.scalars(select(Notice.kind).where(Notice.member_id == member.id)))
    assert {"sanction.began", "sanction.over"} <= kinds


def test_a_measure_is_lifted_with_a_reason(app: Flask) -> None:
    member = a_customer()
    asked = suspended(member)
    with pytest.raises(commands.WhyNeeded):
        commands.lift(asked, a_moderator(), " ")
    commands.lift(asked, a_moderator(), "It was somebody else.")
    assert not member.is_shut_out


@given(st.lists(st.sampled_from([1, 2, 3, 4, 6, 8, 10]), max_size=6))
def test_what_may_be_asked_never_exceeds_what_the_points_call_for(points: list[int]) -> None:
    allowed = queries.lower_rungs(sum(points))
    assert all(rung.points <= sum(points) for rung in LADDER if rung.measure in allowed)


def report_of(member: Member, verdict: str) -> None:
    case = a_case(a_contribution())
    db.session.add(
        Report(contribution_id=case.contribution_id, member_id=member.id, case_id=case.id, reason="spam")
    )
    db.session.add(
        Decision(case_id=case.id, verdict=verdict, reason="within_rules", by_id=a_moderator().id, revision=1)
    )
    db.session.flush()


def test_manifestly_unfounded_reports_lose_their_weight_then_are_told_then_rest(app: Flask) -> None:
    member = a_customer()
    for _ in range(7):
        report_of(member, "approve")
    assert not reporters.owes_notice(member.id)
    report_of(member, "approve")
    assert reporters.owes_notice(member.id)
    with pytest.raises(commands.WarnFirst):
        commands.ask_of_reporter(member, a_moderator(), "no_reports", "Because.")
    commands.warn_reporter(member.id)
    assert reporters.step_for(member.id) is None
    for _ in range(8):
        report_of(member, "approve")
    assert reporters.step_for(member.id) == "no_reports"
    commands.ask_of_reporter(member, a_moderator(), "no_reports", "Please read what you report.")
    with pytest.raises(reporters.ReportsRest):
        report(a_contribution(), member, Reason.SPAM, "")


def test_whose_reports_rest_reads_why_on_the_form_and_keeps_the_words(browser: Browser) -> None:
    member, reported_text = a_customer(), a_contribution()
    commands.warn_reporter(member.id)
    for _ in range(8):
        report_of(member, "approve")
    assert [one.id for one, _step in reporters.called()] == [member.id]
    commands.ask_of_reporter(member, a_moderator(), "no_reports", "Please read what you report.")
    path = f"/contributions/{reported_text.id}/report"
    assert "Your reports rest until" in browser.sign_in(member).get(path).text
    answer = browser.post(path, reason="spam", text="Kept words.")
    assert answer.status_code == 403
    assert "Kept words." in answer.text


def test_a_suspension_for_reports_takes_two_as_well(app: Flask) -> None:
    member = a_customer()
    commands.warn_reporter(member.id)
    asked = commands.ask_of_reporter(member, a_moderator(), "suspension", "Because.")
    assert asked.waits
    assert not member.is_shut_out


def test_a_moderator_asks_on_the_page_and_another_confirms(browser: Browser) -> None:
    member, first, second = a_customer(name="Gaston"), a_moderator(), a_moderator()
    struck(member, 13)
    warned(member)
    browser.sign_in(first)
    assert "Gaston" in browser.get("/moderation/members").text
    form = {"measure": "writing:suspension", "reason": "Three times this month."}
    assert browser.post(f"/moderation/members/{member.id}/measures", **form).status_code == 303
    asked = db.session.scalars(select(Sanction).where(Sanction.measure == "suspension")).one()
    assert browser.post(f"/moderation/measures/{asked.id}/confirmation").status_code == 403
    other = browser.stranger().sign_in(second)
    assert "Confirm: it begins now" in other.get(f"/moderation/members/{member.id}").text
    assert other.post(f"/moderation/measures/{asked.id}/confirmation").status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Member, member.id).is_shut_out


def test_no_page_of_sanctions_asks_the_database_what_a_customer_buys_or_is_worth(browser: Browser) -> None:
    member, _customer = a_linked_member("4000.00")
    warned(member)
    struck(member, 10)
    browser.sign_in(a_moderator())
    with counted() as asked:
        page = browser.get(f"/moderation/members/{member.id}").text
        browser.get("/moderation/members")
        browser.post(f"/moderation/members/{member.id}/measures", measure="read_only", reason="Once more")
    assert "10" in page
    of_customers = {table for table in db.metadata.tables if table.startswith(("customer", "purchase"))}
    assert of_customers >= {"customer", "purchase"}
    tables = {word.strip('"') for statement in asked for word in statement.replace("(", " ").split()}
    assert tables & (of_customers | {"identity_link", "contact_point", "need", "need_evidence"}) == set()


def test_a_measure_without_a_reason_or_too_high_keeps_what_was_typed(browser: Browser) -> None:
    member = a_customer()
    struck(member, 6)
    browser.sign_in(a_moderator())
    path = f"/moderation/members/{member.id}/measures"
    assert browser.post(path, measure="writing:pre_moderation", reason="").status_code == 422
    answer = browser.post(path, measure="writing:suspension", reason="Kept words.")
    assert answer.status_code == 422
    assert "Kept words." in answer.text


def test_members_of_the_team_have_no_page_there(browser: Browser) -> None:
    colleague = a_member(Role.PRODUCT_MANAGER)
    assert browser.sign_in(a_moderator()).get(f"/moderation/members/{colleague.id}").status_code == 404


def test_nobody_agrees_to_a_measure_about_themselves_nor_lifts_it(browser: Browser) -> None:
    member = a_customer()
    struck(member, 13)
    warned(member)
    asked = commands.ask(member, a_moderator(), "read_only", "Insults again.")
    begun = Sanction(member_id=member.id, measure="pre_moderation", called_for="pre_moderation", points=6)
    begun.begins_at = now()
    db.session.add(begun)
    member.role_name = Role.MODERATOR.value
    db.session.commit()
    browser.sign_in(member)
    assert browser.post(f"/moderation/measures/{asked.id}/confirmation").status_code == 403
    assert browser.post(f"/moderation/measures/{asked.id}/refusal").status_code == 403
    lifting = browser.post(f"/moderation/measures/{begun.id}/lifting", reason="I am good now.")
    assert lifting.status_code == 403
