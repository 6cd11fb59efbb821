"""Somebody outside keeps the newest link of each day, and it finds whether the log was written anew."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from foundation import audit
from foundation.clock import frozen, now
from foundation.database import db
from foundation.mail import MailMessage
from foundation.settings import current
from moderation.transparency.keeping import mail_link


def test_the_link_of_yesterday_is_mailed_once_a_day_and_the_log_still_holds_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current(), "log_keeper", "notary@example.org")
    audit.note(None, "test.deed", ("thing", 1))
    db.session.commit()
    _lines, link = audit.head()
    with frozen(now() + timedelta(days=1)):
        mail_link()
        mail_link()
    letter = db.session.scalars(select(MailMessage)).one()
    assert letter.recipient == "notary@example.org"
    assert f"verify-log --head {link}" in letter.text
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["moderation", "verify-log", "--head", link])
    assert said.exit_code == 0, said.output


def test_without_a_keeper_nothing_is_mailed(app: Flask) -> None:
    audit.note(None, "test.deed", ("thing", 1))
    db.session.commit()
    with frozen(now() + timedelta(days=1)):
        mail_link()
    assert db.session.scalar(select(MailMessage.id)) is None
