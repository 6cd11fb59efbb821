"""Talking to the mail server, and its own words back."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.utils import format_datetime

from foundation.outbox import Setback
from foundation.settings import Settings

TIMEOUT = 20


@dataclass(frozen=True)
class Letter:
    """A message as plain values, free of the database."""

    message_id: str
    recipient: str
    subject: str
    text: str
    html: str | None
    created_at: datetime
    stop: str | None = None


class _Address(UnstructuredHeader, BaseHeader):
    """A header that is one long address: folded it would be encoded, and no mail program could press it."""

    def fold(self, *, policy: policy.Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", _Address)
POLICY = policy.default.clone(header_factory=HEADERS)


class Undeliverable(Setback):
    """The server did not take the message; `final` says that trying again is useless."""

    def __init__(self, answer: str, *, final: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.final = final


class _Line(smtplib.SMTP):
    """A connection that remembers what the server said about the message."""

    said = ""

    def data(self, msg: object) -> tuple[int, bytes]:
        code, words = super().data(msg)  # type: ignore[arg-type]  # typed too narrowly in some versions
        self.said = f"{code} {words.decode(errors='replace')}"
        return code, words


class _TlsLine(smtplib.SMTP_SSL, _Line):
    """The same over TLS from the first byte."""


def composed(letter: Letter, sender: str) -> EmailMessage:
    """The message as it goes over the line."""
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Message-ID"] = letter.message_id
    message["Date"] = format_datetime(letter.created_at)
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def deliver(letter: Letter, settings: Settings) -> str:
    """Hand one message to the server; answer the server's own words."""
    try:
        message = composed(letter, settings.mail_from)
        with _line(settings) as line:
            line.send_message(message)
            return line.said
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        raise Undeliverable(_words(code, words), final=code >= 500) from refusal
    except smtplib.SMTPResponseException as refusal:
        final = refusal.smtp_code >= 500 and not isinstance(refusal, smtplib.SMTPAuthenticationError)
        raise Undeliverable(_words(refusal.smtp_code, refusal.smtp_error), final=final) from refusal
    except (smtplib.SMTPException, OSError) as fault:
        raise Undeliverable(f"{type(fault).__name__}: {fault}", final=False) from fault
    except ValueError as fault:
        raise Undeliverable(f"{type(fault).__name__}: {fault}", final=True) from fault


def _line(settings: Settings) -> _Line:
    context = ssl.create_default_context()
    if settings.smtp_tls == "tls":
        line: _Line = _TlsLine(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT, context=context)
    else:
        line = _Line(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT)
    try:
        if settings.smtp_tls == "starttls":
            line.starttls(context=context)
        if settings.smtp_user:
            line.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        line.close()
        raise
    return line


def _words(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
