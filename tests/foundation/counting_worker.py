"""A worker process whose jobs write one row each; started and killed by test_killed_worker.py."""

import sys
import uuid
from datetime import timedelta
from typing import Any

from foundation import outbox
from foundation.database import db
from foundation.mail import MailMessage
from foundation.outbox.queue import Job
from foundation.outbox.worker import Worker
from wsgi import create_app


def count(payload: dict[str, Any], job: Job) -> None:
    """Write a row that another run of the same job would double."""
    row = MailMessage(
        key=uuid.uuid4().hex, message_id="-", recipient="-", subject=str(payload["n"]), text=job.key
    )
    db.session.add(row)


def main() -> None:
    """Work until killed."""
    app = create_app()
    outbox.register(app, "test.count", count)
    Worker(lease=timedelta(seconds=float(sys.argv[1])), poll=0.02).work(app)


if __name__ == "__main__":
    main()
