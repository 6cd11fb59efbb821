"""Mail: a row in the sender's transaction, delivered afterwards by the worker, kept and shown when no server is set."""

from flask import Flask

from foundation import outbox
from foundation.mail import jobs
from foundation.mail.commands import forget, send, send_again
from foundation.mail.models import MailMessage, MailStatus

__all__ = ["MailMessage", "MailStatus", "forget", "init_app", "send", "send_again"]


def init_app(app: Flask) -> None:
    """Let the worker deliver."""
    outbox.register(app, "mail.send", jobs.deliver)
