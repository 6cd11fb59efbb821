"""The admin's pages: health, mail with its test, jobs with their reason."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.votes.commands import cast_vote
from foundation import mail, outbox
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, MailStatus, smtp
from foundation.outbox import OutboxJob
from foundation.settings import Settings
from operations import queries
from operations.weeks import by_week
from tests.browser_client import Browser
from tests.factories.accounts import a_member, a_product_manager, an_admin
from tests.factories.ideas import an_idea
from tests.questions import counted

Drain = Callable[[], int]


@pytest.fixture
def admin(browser: Browser) -> Browser:
    """Odile's browser."""
    return browser.sign_in(an_admin())


def test_the_overview_shows_the_checks(admin: Browser) -> None:
    page = admin.get("/admin/")
    assert page.status_code == 200
    assert "Database takes writes" in page.text


@pytest.mark.parametrize("page", ["/admin/", "/admin/mail", "/admin/jobs"])
def test_only_admins_come_in(browser: Browser, page: str) -> None:
    assert browser.get(page).status_code == 303
    assert browser.sign_in(a_product_manager()).get(page).status_code == 403


@pytest.mark.parametrize("page", ["/admin/", "/admin/mail", "/admin/jobs"])
def test_the_pages_speak_french(browser: Browser, page: str) -> None:
    text = browser.sign_in(an_admin(language="fr")).get(page).text
    assert '<html lang="fr" dir="ltr">' in text
    assert "Vue d’ensemble" in text


def test_when_all_is_well_the_overview_says_so_first(admin: Browser) -> None:
    page = admin.get("/admin/").text
    assert "All is well" in page
    assert page.index("All is well") < page.index("Database takes writes")


def test_what_waits_for_a_person_stands_first_with_another_try(admin: Browser) -> None:
    given_up()
    not_delivered("ines@example.org")
    page = admin.get("/admin/").text
    assert "something waits for you" in page
    assert "One job was given up" in page
    assert "One message could not be delivered" in page
    assert "All is well" not in page


def test_the_overview_asks_a_fixed_number_of_questions(admin: Browser) -> None:
    for number in range(5):
        not_delivered(f"{number}@example.org")
        cast_vote(an_idea(), a_member())
    with counted() as few:
        admin.get("/admin/")
    assert len(few) <= 21


def test_the_overview_counts_by_the_week(admin: Browser) -> None:
    cast_vote(an_idea(), a_member())
    weeks, counted_by_day = queries.by_day()
    assert len(weeks) == queries.WEEKS
    assert by_week(counted_by_day["votes"], weeks)[-1] == 1
    assert by_week(counted_by_day["contributions"], weeks)[-1] == 1
    assert "Twelve weeks" in admin.get("/admin/").text


def test_mail_is_counted_by_the_day(admin: Browser) -> None:
    not_delivered("ines@example.org")
    mail.send("ines@example.org", "Hello", "Hello", key="k")
    days, out, lost = queries.mail_by_day()
    assert days[-1] == now().date()
    assert (out[-1], lost[-1]) == (1, 1)


def not_delivered(to: str) -> MailMessage:
    message = MailMessage(
        key=to, message_id=f"<{to}>", recipient=to, subject="Your idea", text="It is there.", attempts=3,
        status=MailStatus.FAILED.value, answer="550 5.1.1 No such user here",
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    return message


def test_mail_that_did_not_arrive_stands_first_with_its_reason(admin: Browser) -> None:
    lost = not_delivered("ines@example.org")
    mail.send("karim@example.org", "Hello", "Hello", key="k")
    page = admin.get("/admin/mail").text
    assert page.index("550 5.1.1 No such user here") < page.index("karim@example.org")
    answer = admin.post(f"/admin/mail/{lost.id}/again", next="/admin/mail")
    assert answer.headers["Location"] == "/admin/mail"
    assert "Did not arrive" not in admin.get("/admin/mail").text


def test_all_lost_mail_may_be_sent_again_at_once(admin: Browser, drain: Drain) -> None:
    not_delivered("ines@example.org"), not_delivered("karim@example.org")
    answer = admin.post("/admin/mail/again")
    assert "2 messages are on their way again." in admin.get(answer.headers["Location"]).text
    assert drain() == 2


def test_work_in_line_shows_how_far_it_is(admin: Browser, app: Flask, drain: Drain) -> None:
    outbox.register(app, "test.quick", lambda _payload, _job: None)
    outbox.enqueue("test.quick", {})
    drain()
    outbox.enqueue("test.quick", {}, run_at=now() + timedelta(hours=1))
    page = admin.get("/admin/jobs?state=waiting").text
    assert "One job is in line" in page
    assert 'max="2" value="1"' in page


def test_kept_mail_is_shown_with_its_text(admin: Browser, drain: Drain) -> None:
    mail.send("ines@example.org", "Votre idée", "Elle est en rayon.", key="k")
    drain()
    assert "Votre idée" in admin.get("/admin/mail?status=kept").text
    assert "Votre idée" not in admin.get("/admin/mail?status=sent").text
    written = db.session.scalars(select(MailMessage)).one()
    assert "Elle est en rayon." in admin.get(f"/admin/mail/{written.id}").text


def test_a_test_mail_without_a_server_is_kept_and_says_so(admin: Browser) -> None:
    answer = admin.post("/admin/mail/test", address="odile@example.org")
    page = admin.get(answer.headers["Location"])
    assert "No mail server is set" in page.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("250 2.0.0 Ok: queued as 4F1A", "250 2.0.0 Ok: queued as 4F1A"),
        (smtp.Undeliverable("535 5.7.8 Wrong password", final=False), "535 5.7.8 Wrong password"),
    ],
)
def test_a_test_mail_shows_the_servers_own_answer(
    admin: Browser, settings: Settings, monkeypatch: pytest.MonkeyPatch, said: str | Exception, shown: str
) -> None:
    def deliver(_letter: smtp.Letter, _settings: Settings) -> str:
        if isinstance(said, Exception):
            raise said
        return said

    monkeypatch.setattr(settings, "smtp_host", "mail.example.org")
    monkeypatch.setattr(smtp, "deliver", deliver)
    answer = admin.post("/admin/mail/test", address="odile@example.org")
    assert shown in admin.get(answer.headers["Location"]).text


def test_a_test_to_no_address_is_refused_at_its_field(admin: Browser) -> None:
    answer = admin.post("/admin/mail/test", address="nobody")
    assert answer.status_code == 422
    assert "This does not look like an e-mail address." in answer.text


def test_a_message_may_be_sent_again(admin: Browser, drain: Drain) -> None:
    mail.send("ines@example.org", "Hello", "Hello", key="k")
    drain()
    written = db.session.scalars(select(MailMessage)).one()
    assert admin.post(f"/admin/mail/{written.id}/again").status_code == 303
    assert drain() == 1


def given_up(kind: str = "test.broken") -> OutboxJob:
    job = OutboxJob(
        kind=kind, parked_at=now(), attempts=8, last_error="RuntimeError: the other side is closed"
    )
    db.session.add(job)
    db.session.flush()
    return job


def test_a_job_given_up_shows_its_reason_and_may_be_tried_again(
    admin: Browser, app: Flask, drain: Drain
) -> None:
    job = given_up()
    done: list[int] = []
    outbox.register(app, "test.broken", lambda _payload, job: done.append(job.attempts))
    assert "the other side is closed" in admin.get("/admin/jobs").text
    assert admin.post(f"/admin/jobs/{job.id}/resend").status_code == 303
    drain()
    assert done == [1]
    assert "test.broken" in admin.get("/admin/jobs?state=done").text


def test_all_of_them_may_be_tried_again(admin: Browser) -> None:
    given_up(), given_up("test.other")
    admin.post("/admin/jobs/resend")
    assert "Nothing here" in admin.get("/admin/jobs").text


def test_a_job_nobody_knows_is_not_there(admin: Browser) -> None:
    assert admin.post("/admin/jobs/999999/resend").status_code == 404
