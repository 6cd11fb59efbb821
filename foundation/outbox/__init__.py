"""Work that must happen after a commit, at least once: rows written with the deed, done by a worker."""

from .models import OutboxJob
from .queue import Job, enqueue, handles, listen, register

__all__ = ["Job", "OutboxJob", "enqueue", "handles", "listen", "register"]
