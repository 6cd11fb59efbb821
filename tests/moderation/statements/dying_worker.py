"""A worker process that is killed with -9 at one step between a decision and its message; see test_killed.py."""

import os
import signal
import sys
from typing import Any

import community.notices.jobs
import moderation.listeners
from foundation.outbox.worker import Worker
from wsgi import create_app

STEPS: dict[str, tuple[Any, str]] = {
    "stated": (moderation.listeners, "notify"),
    "mailed": (community.notices.jobs, "post"),
}


def die(*_given: object, **_named: object) -> None:
    """Switch the machine off."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Work until the step comes."""
    app = create_app()
    setattr(*STEPS[sys.argv[1]], die)
    Worker(poll=0.02).work(app)


if __name__ == "__main__":
    main()
