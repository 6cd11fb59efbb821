"""Mail: kept without a server, sent once with one, and the server's own words shown."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from foundation import clock, mail
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, MailStatus
from foundation.outbox import OutboxJob
from foundation.settings import Settings

Drain = Callable[[], int]


@dataclass
class PostOffice:
    """A very small SMTP server on a free port; `replies` answers RCPT and the end of DATA."""

    rcpt: str = "250 welcome"
    data: str = "250 2.0.0 Ok: queued as 4F1A"
    letters: list[str] = field(default_factory=list)
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self.listener.getsockname()[1]
        return port

    def serve(self) -> None:
        """Answer one caller after the other until closed."""
        while True:
            try:
                caller, _address = self.listener.accept()
            except OSError:
                return
            with caller, caller.makefile("rwb") as line:
                self._talk(line)

    def _talk(self, line: object) -> None:
        def say(words: str) -> None:
            line.write(words.encode() + b"\r\n")  # type: ignore[attr-defined]
            line.flush()  # type: ignore[attr-defined]

        say("220 post office")
        for heard in line:  # type: ignore[attr-defined]
            verb = heard.decode().strip().upper()
            if verb.startswith("RCPT"):
                say(self.rcpt)
            elif verb == "DATA":
                say("354 go on")
                letter = []
                for part in line:  # type: ignore[attr-defined]
                    if part == b".\r\n":
                        break
                    letter.append(part.decode())
                self.letters.append("".join(letter))
                say(self.data)
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")


@pytest.fixture
def post_office(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server the application is told of."""
    office = PostOffice()
    thread = threading.Thread(target=office.serve, daemon=True)
    thread.start()
    monkeypatch.setattr(settings, "smtp_host", "127.0.0.1")
    monkeypatch.setattr(settings, "smtp_port", office.port)
    monkeypatch.setattr(settings, "smtp_tls", "none")
    yield office
    office.listener.shutdown(socket.SHUT_RDWR)
    office.listener.close()
    thread.join(2)


def write(key: str = "k", to: str = "ines@example.org") -> None:
    mail.send(
        to, "Bonjour,\r\nBcc: spy@example.org", "Votre idée est lue.", "<p>Votre idée est lue.</p>", key=key
    )


def the_message() -> MailMessage:
    return db.session.scalars(select(MailMessage)).one()


def test_without_a_server_the_message_is_kept(app: Flask, drain: Drain) -> None:
    write()
    assert the_message().status == MailStatus.QUEUED
    drain()
    assert the_message().status == MailStatus.KEPT


def test_the_same_key_is_one_message(app: Flask, drain: Drain) -> None:
    write()
    write()
    drain()
    write()
    assert drain() == 0
    assert the_message().status == MailStatus.KEPT


def test_an_undone_deed_sends_nothing(app: Flask) -> None:
    write()
    db.session.rollback()
    assert db.session.scalars(select(MailMessage)).all() == []


def test_with_a_server_it_is_sent_once_and_the_answer_kept(post_office: PostOffice, drain: Drain) -> None:
    write()
    drain()
    drain()
    message = the_message()
    assert (message.status, message.answer, message.attempts) == ("sent", "250 2.0.0 Ok: queued as 4F1A", 1)
    assert len(post_office.letters) == 1
    letter = post_office.letters[0]
    assert f"Message-ID: {message.message_id}" in letter
    assert "\r\nBcc:" not in letter


def test_a_refused_address_fails_at_once_with_the_servers_words(
    post_office: PostOffice, drain: Drain
) -> None:
    post_office.rcpt = "550 5.1.1 No such user here"
    write()
    drain()
    assert (the_message().status, the_message().answer) == ("failed", "550 5.1.1 No such user here")
    job = db.session.scalars(select(OutboxJob)).one()
    assert (job.parked_at is not None, job.last_error) == (True, "550 5.1.1 No such user here")


def test_a_busy_server_is_tried_again(post_office: PostOffice, drain: Drain) -> None:
    post_office.rcpt = "451 4.7.1 Greylisted, come back"
    write()
    drain()
    assert (the_message().status, the_message().answer) == ("queued", "451 4.7.1 Greylisted, come back")
    post_office.rcpt = "250 welcome back"
    with clock.frozen(now() + timedelta(hours=1)):
        drain()
    assert (the_message().status, the_message().attempts) == ("sent", 2)


def test_a_server_that_is_away_says_so(
    post_office: PostOffice, settings: Settings, monkeypatch: pytest.MonkeyPatch, drain: Drain
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        closed = other.getsockname()[1]
    monkeypatch.setattr(settings, "smtp_port", closed)
    write()
    drain()
    assert the_message().status == MailStatus.QUEUED
    assert "refused" in the_message().answer


def test_an_address_that_breaks_headers_is_never_sent(post_office: PostOffice, drain: Drain) -> None:
    write(to="a@example.org\r\nBcc: b@example.org")
    drain()
    assert the_message().status == MailStatus.FAILED
    assert post_office.letters == []


def test_what_was_sent_is_no_longer_readable_here(post_office: PostOffice, drain: Drain) -> None:
    write()
    drain()
    assert (the_message().text, the_message().html) == ("", None)


def test_sending_again_keeps_the_message_id(post_office: PostOffice, drain: Drain) -> None:
    post_office.rcpt = "550 5.1.1 No such user here"
    write()
    drain()
    post_office.rcpt = "250 ok"
    mail.send_again(the_message())
    drain()
    assert f"Message-ID: {the_message().message_id}" in post_office.letters[0]
    assert the_message().status == MailStatus.SENT


def test_an_erased_address_leaves_no_mail(app: Flask) -> None:
    write(to="Ines@Example.org")
    mail.forget("ines@example.org")
    assert db.session.scalars(select(MailMessage)).all() == []
