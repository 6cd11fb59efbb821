"""Writing a message, sending it again, forgetting a person's messages."""

import hashlib
from datetime import timedelta

from sqlalchemy import delete, func, select

from foundation import outbox
from foundation.clock import now
from foundation.database import db
from foundation.mail import smtp
from foundation.mail.models import MailMessage, MailStatus
from foundation.mail.words import Words
from foundation.settings import current
from foundation.upsert import insert_new

KEPT_FOR = timedelta(days=90)


def post(to: str, words: Words, *, key: str) -> None:
    """Write one letter, as text and as HTML, in the caller's transaction."""
    send(to, words.subject, words.text, words.html, key=key, stop=words.stop or None)


def send(
    to: str, subject: str, text: str, html: str | None = None, *, key: str, stop: str | None = None
) -> None:
    """Write one message in the caller's transaction; the same key again changes nothing."""
    values = {
        "key": key,
        "message_id": message_id(key),
        "recipient": to,
        "subject": " ".join(subject.split())[:300],
        "text": text,
        "html": html,
        "stop": stop,
    }
    if insert_new(MailMessage, **values):
        written = db.session.scalar(select(MailMessage.id).where(MailMessage.key == key))
        outbox.enqueue("mail.send", {"mail_id": written}, key=f"mail:{digest(key)}")


def send_now(to: str, words: Words, *, key: str) -> MailMessage:
    """Hand one message over at once, outside any transaction, and keep what the server said; for tests by a person."""
    written = MailMessage(
        key=key,
        message_id=message_id(key),
        recipient=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        attempts=1,
        created_at=now(),
    )
    letter = smtp.Letter(
        written.message_id, to, words.subject, written.text, written.html, written.created_at
    )
    try:
        if not current().smtp_host:
            written.status, written.attempts = MailStatus.KEPT, 0
        else:
            written.answer, written.status, written.sent_at = (
                smtp.deliver(letter, current()),
                MailStatus.SENT,
                now(),
            )
    except smtp.Undeliverable as refusal:
        written.answer, written.status = refusal.answer, MailStatus.FAILED
    db.session.add(written)
    return written


def send_again(message: MailMessage) -> None:
    """Put a message into the queue once more; it keeps its Message-ID, so a mail reader shows it once."""
    message.status = MailStatus.QUEUED
    outbox.enqueue("mail.send", {"mail_id": message.id})


def forget(address: str) -> None:
    """Delete what was written to an address that is erased."""
    db.session.execute(delete(MailMessage).where(func.lower(MailMessage.recipient) == address.lower()))


def forget_old(_payload: object = None, _job: object = None) -> None:
    """Delete messages that are three months old."""
    db.session.execute(delete(MailMessage).where(MailMessage.created_at < now() - KEPT_FOR))


def digest(key: str) -> str:
    """A short fixed name for a key of any length."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def message_id(key: str) -> str:
    """The Message-ID header: the same for every try, so that a doubled delivery is recognised."""
    domain = current().mail_from.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{digest(key)}@{domain}>"
