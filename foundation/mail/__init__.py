"""Mail: a row in the sender's transaction, delivered afterwards by the worker, kept and shown when no server is set."""

from datetime import timedelta

from flask import Flask

from foundation import outbox
from foundation.mail import jobs
from foundation.mail.commands import forget, forget_old, post, send, send_again, send_now
from foundation.mail.models import MailMessage, MailStatus
from foundation.mail.words import Words

__all__ = [
    "MailMessage",
    "MailStatus",
    "Words",
    "forget",
    "init_app",
    "post",
    "send",
    "send_again",
    "send_now",
]


def init_app(app: Flask) -> None:
    """Let the worker deliver."""
    outbox.register(app, "mail.send", jobs.deliver)
    outbox.every(app, timedelta(days=1), "mail.forget_old", forget_old)
