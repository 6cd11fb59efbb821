"""Work that must happen after a commit, at least once: rows written with the deed, done by a worker."""

from foundation.outbox.models import OutboxJob
from foundation.outbox.queue import GiveUp, Job, Setback, enqueue, every, handles, listen, register

__all__ = ["GiveUp", "Job", "OutboxJob", "Setback", "enqueue", "every", "handles", "listen", "register"]
