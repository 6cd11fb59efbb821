"""Delivering: read, let go of the database, talk to the server, write down what it said."""

from typing import Any

from foundation.clock import now
from foundation.database import db
from foundation.mail import smtp
from foundation.mail.models import MailMessage, MailStatus
from foundation.outbox import GiveUp, Job
from foundation.settings import current

DONE = (MailStatus.SENT, MailStatus.KEPT)


def deliver(payload: dict[str, Any], job: Job) -> None:
    """Send one message; without a server it is kept for the mail page."""
    message = db.session.get(MailMessage, payload["mail_id"])
    if message is None or message.status in DONE:
        return
    if not current().smtp_host:
        message.status = MailStatus.KEPT
        return
    letter = smtp.Letter(
        message.message_id,
        message.recipient,
        message.subject,
        message.text,
        message.html,
        message.created_at,
        message.stop,
    )
    db.session.rollback()
    try:
        answer = smtp.deliver(letter, current())
    except smtp.Undeliverable as refusal:
        _refused(payload["mail_id"], refusal, job)
    else:
        _note(payload["mail_id"], MailStatus.SENT, answer)


def _refused(mail_id: int, refusal: smtp.Undeliverable, job: Job) -> None:
    status = MailStatus.FAILED if refusal.final else MailStatus.PARKED if job.last else MailStatus.QUEUED
    _note(mail_id, status, refusal.answer)
    db.session.commit()
    if refusal.final:
        raise GiveUp(refusal.answer) from refusal
    raise refusal


def _note(mail_id: int, status: MailStatus, answer: str) -> None:
    message = db.session.get(MailMessage, mail_id)
    if message is None:
        return
    message.status = status
    message.answer = answer[:2000]
    message.attempts += 1
    if status is MailStatus.SENT:
        message.sent_at = now()
        message.text, message.html, message.stop = "", None, None
