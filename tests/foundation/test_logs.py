"""The logs: one line per request with its id, and nobody's name, address or words."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from foundation import mail, outbox
from foundation.database import db
from foundation.mail import smtp
from foundation.outbox import Job
from foundation.settings import Settings
from tests.browser_client import Browser
from tests.factories.accounts import a_customer

ADDRESS = "ines@example.org"


def test_a_request_is_one_line_without_what_was_asked(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    browser.sign_in(a_customer(name="Inès Secrète", email=ADDRESS))
    caplog.clear()
    answer = browser.get(f"/search?q={ADDRESS}")
    browser.stranger().post("/sign-in", email=ADDRESS, password="a very secret word")
    lines = [record.getMessage() for record in caplog.records if record.name == "request"]
    assert len(lines) == 2
    assert answer.headers["X-Request-ID"] in lines[0]
    for secret in (ADDRESS, "Secrète", "secret word"):
        assert secret not in caplog.text


def test_a_fault_of_the_database_shows_no_values(app: Flask) -> None:
    with pytest.raises(DBAPIError) as fault:
        db.session.execute(text("SELECT missing FROM nowhere WHERE email = :email"), {"email": ADDRESS})
    db.session.rollback()
    assert ADDRESS not in str(fault.value)


def test_what_the_mail_server_said_of_somebody_is_for_the_admin_alone(
    app: Flask,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    drain: Callable[[], int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(_letter: smtp.Letter, _settings: Settings) -> str:
        raise smtp.Undeliverable(f"550 <{ADDRESS}> is unknown here", final=True)

    monkeypatch.setattr(settings, "smtp_host", "mail.example.org")
    monkeypatch.setattr(smtp, "deliver", refuse)
    mail.send(ADDRESS, "Hello", "Hello", key="k")
    drain()
    assert "a job failed" in caplog.text
    assert ADDRESS not in caplog.text


def test_an_unexpected_failure_of_a_job_leaves_its_trace(
    app: Flask, drain: Callable[[], int], caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_payload: dict[str, object], _job: Job) -> None:
        raise KeyError("nobody thought of this")

    outbox.register(app, "test.stumbling", stumble)
    outbox.enqueue("test.stumbling", {})
    drain()
    assert "nobody thought of this" in caplog.text
