"""A complaint is not a violation: it gets somebody who answers, in time, aside."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from accounts.commands import erase
from accounts.models import Role
from community.contributions.models import Contribution, State
from community.notices.models import Notice
from community.spaces.models import Audience
from foundation.clock import frozen, now
from foundation.database import db
from foundation.mail import MailMessage
from moderation.hours import due_in, due_in_days
from moderation.service import checking, commands, queries
from moderation.service.models import ServiceCase, ServiceLine, Standing
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.moderation import a_service_case

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # ten in Paris


def the_case() -> ServiceCase:
    db.session.expire_all()
    return db.session.scalars(select(ServiceCase)).one()


def test_a_question_is_read_by_its_author_and_the_team_alone(browser: Browser) -> None:
    answer = browser.sign_in(a_customer()).post("/service", text="My parcel came open.", urgency="0")
    assert answer.status_code == 303
    where = f"/service/{the_case().id}"
    assert "My parcel came open." in browser.get(where).text
    assert browser.stranger().sign_in(a_member()).get(where).status_code == 404
    assert "My parcel came open." in browser.stranger().sign_in(a_member(Role.CRM_MANAGER)).get(where).text


def test_a_form_sent_twice_asks_once(browser: Browser) -> None:
    browser.sign_in(a_customer())
    for _ in range(2):
        browser.post("/service", text="My parcel came open.", urgency="0", nonce="once")
    assert the_case().subject == "My parcel came open."


def test_words_typed_elsewhere_are_taken_over_and_not_sent(browser: Browser) -> None:
    page = browser.sign_in(a_customer()).post("/service/new", text="Call me on 0601020304", title="No answer")
    assert page.status_code == 200
    assert "Call me on 0601020304" in page.text
    assert db.session.scalars(select(ServiceCase)).first() is None


def test_a_visitor_signs_in_before_asking(browser: Browser) -> None:
    answer = browser.get("/service/new")
    assert answer.status_code == 303
    assert "We answer you in person" in browser.get(answer.headers["Location"]).text


def test_a_complaint_becomes_a_case_with_one_tap_and_stays_where_it_is(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer()
    complaint = a_contribution(author, title="Third broken lid")
    moderator = a_moderator()
    answer = browser.sign_in(moderator).post(f"/contributions/{complaint.id}/service")
    assert answer.status_code == 303
    drain()
    case = the_case()
    assert (case.owner_id, case.is_private) == (moderator.id, False)
    heard = db.session.get_one(Contribution, complaint.id)
    assert heard.state == State.PUBLISHED.value
    assert heard.heard_at is not None
    assert "We heard you" in browser.stranger().sign_in(author).get("/notices").text


def test_a_sent_reply_leaves_no_draft_to_send_again(browser: Browser) -> None:
    browser.sign_in(a_moderator()).post(f"/contributions/{a_contribution(a_customer()).id}/service")
    where = f"/service/{the_case().id}"
    assert f'data-draft="service-said-{the_case().id}-0"' in browser.get(where).text
    browser.post(f"{where}/messages", text="I look into it.", nonce="once")
    assert f'data-draft="service-said-{the_case().id}-1"' in browser.get(where).text


def test_a_complaint_becomes_one_case_however_often_it_is_tapped(browser: Browser) -> None:
    complaint = a_contribution(a_customer())
    browser.sign_in(a_moderator())
    for _ in range(2):
        assert browser.post(f"/contributions/{complaint.id}/service").status_code == 303
    assert the_case().contribution_id == complaint.id


def test_the_first_reply_is_due_after_four_working_hours_and_the_plan_after_two_days(
    app: object,
) -> None:
    assert due_in(4, TUESDAY) == TUESDAY + timedelta(hours=4)
    friday = TUESDAY + timedelta(days=3, hours=6)
    assert due_in(4, friday) == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    assert due_in_days(2, TUESDAY) == TUESDAY + timedelta(days=2)


def test_the_clocks_run_one_after_the_other(app: object) -> None:
    author, helper = a_customer(), a_moderator()
    with frozen(TUESDAY):
        case = commands.ask(author, "", "The lid broke.")
        assert case.due_at == case.reply_due
        commands.say(case, helper, "We look at it.")
        assert (case.state, case.due_at) == (Standing.ANSWERED.value, case.plan_due)
        commands.plan(case, helper, "A new lid by Friday.")
        assert (case.state, case.due_at) == (Standing.PLANNED.value, None)
        commands.close(case, helper, "The lid is with you.")
        assert (case.state, case.due_at) == (Standing.CLOSED.value, None)


def test_the_author_does_not_stop_the_clock_of_the_team(app: object) -> None:
    author = a_customer()
    case = commands.ask(author, "", "The lid broke.")
    commands.say(case, author, "Anybody there?")
    assert case.state == Standing.OPEN.value
    assert case.due_at == case.reply_due


def test_an_author_who_writes_after_the_end_opens_the_case_again(app: object) -> None:
    author, helper = a_customer(), a_moderator()
    case = commands.ask(author, "", "The lid broke.")
    commands.close(case, helper, "Settled.")
    commands.say(case, author, "It broke again.")
    assert case.state == Standing.OPEN.value
    assert case.due_at is not None


def test_nothing_is_promised_about_a_closed_case(browser: Browser) -> None:
    case = a_service_case(a_customer(), state="closed", closed_at=now(), due_at=None)
    answer = browser.sign_in(a_moderator()).post(f"/service/{case.id}/plan", text="A new lid.")
    assert answer.status_code == 409
    assert "A new lid." in answer.text


def test_the_author_reads_the_reply_on_a_page_and_by_mail(browser: Browser, drain: Callable[[], int]) -> None:
    author = a_customer()
    case = a_service_case(author)
    browser.sign_in(a_moderator()).post(f"/service/{case.id}/messages", text="A new lid leaves today.")
    drain()
    [sent] = db.session.scalars(select(MailMessage)).all()
    assert "A new lid leaves today." in sent.text
    assert "A new lid leaves today." in browser.stranger().sign_in(author).get(f"/service/{case.id}").text


def test_the_owner_hears_what_the_author_says(drain: Callable[[], int]) -> None:
    author, owner = a_customer(), a_moderator()
    case = a_service_case(author, owner_id=owner.id)
    commands.say(case, author, "Thank you.")
    drain()
    assert db.session.scalars(select(Notice.member_id)).all() == [owner.id]


def test_two_who_take_a_case_at_once_do_not_both_get_it(app: object) -> None:
    case = a_service_case(a_customer())
    first = a_moderator()
    commands.take(case, first)
    with pytest.raises(commands.TakenMeanwhile):
        commands.take(case, a_moderator())
    assert case.owner_id == first.id


def test_a_week_after_the_end_the_author_answers_one_question_with_one_press(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer()
    case = a_service_case(author)
    commands.close(case, a_moderator(), "The lid is with you.")
    drain()
    assert not [one for one in db.session.scalars(select(MailMessage)) if "Is it settled" in one.subject]
    with frozen(now() + timedelta(days=7, minutes=1)):
        drain()
    [letter] = [one for one in db.session.scalars(select(MailMessage)) if "Is it settled" in one.subject]
    yes = checking.address(the_case(), settled=True)
    assert yes in letter.text
    path = yes.removeprefix("http://localhost")
    assert "Yes, it is settled" in browser.get(path).text
    assert the_case().settled is None
    assert "Thank you" in browser.post(path).text
    assert the_case().settled is True


def test_who_says_that_it_is_not_settled_is_taken_up_again(app: object) -> None:
    case = a_service_case(a_customer(), state="closed", closed_at=now(), asked_at=now(), due_at=None)
    commands.settle(case, settled=False)
    assert case.state == Standing.OPEN.value
    assert case.due_at is not None


def test_nobody_is_asked_about_a_case_that_was_opened_again(drain: Callable[[], int]) -> None:
    author = a_customer()
    case = a_service_case(author)
    commands.close(case, a_moderator(), "Settled.")
    commands.say(case, author, "It is not.")
    with frozen(now() + timedelta(days=8)):
        drain()
    assert the_case().asked_at is None


@pytest.mark.parametrize("token", ["x", "WzEsdHJ1ZV0.abc", "a" * 300])
def test_an_answer_nobody_asked_for_is_gone(browser: Browser, token: str) -> None:
    assert browser.get(f"/service/answers/{token}").status_code == 410


def test_the_desk_shows_the_clock_that_runs_out_first_on_top(browser: Browser) -> None:
    later = a_service_case(a_customer(), subject="Later", due_at=now() + timedelta(hours=3))
    late = a_service_case(a_customer(), subject="Too late", due_at=now() - timedelta(hours=1))
    moderator = a_moderator()
    assert [row.id for row in queries.desk(moderator, "waiting")] == [late.id, later.id]
    page = browser.sign_in(moderator).get("/moderation/service?show=late").text
    assert "Too late" in page
    assert "Later" not in page.split("<tbody>")[1]


def test_a_case_about_something_sealed_is_unknown_outside_its_circle(browser: Browser) -> None:
    space = a_space(audience=Audience.CIRCLE.value)
    case = a_service_case(a_customer(), contribution_id=a_contribution(space=space).id, subject="Sealed")
    crm = browser.sign_in(a_member(Role.CRM_MANAGER))
    assert "Sealed" not in crm.get("/moderation/service").text
    assert crm.get(f"/service/{case.id}").status_code == 404


def test_the_words_of_somebody_who_left_are_gone(drain: Callable[[], int]) -> None:
    author = a_customer()
    commands.ask(author, "My order", "My parcel came open.")
    erase(author)
    drain()
    case = the_case()
    assert (case.subject, case.state) == ("", Standing.CLOSED.value)
    assert db.session.scalars(select(ServiceLine.text)).all() == [""]
