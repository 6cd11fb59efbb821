"""The admin's pages: health, mail with its test, jobs with their reason."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from foundation import mail, outbox
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, smtp
from foundation.outbox import OutboxJob
from foundation.settings import Settings
from tests.browser_client import Browser
from tests.factories.accounts import a_product_manager, an_admin

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
