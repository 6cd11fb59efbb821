"""How the server runs: one process with many threads, because an open page holds one for its live numbers.

More processes (ENSEMBLE_PROCESSES) need PostgreSQL and Redis: docs/operations.md.
"""

import gc
from typing import Any

from foundation import page
from foundation.outbox import worker as outbox_worker
from foundation.settings import Settings

worker_class = "gthread"
workers = Settings().processes
threads = 128
graceful_timeout = 5
keepalive = 15
loglevel = "warning"
control_socket_disable = True

# Loading the product makes many things and hardly any garbage: not looking for it starts a sixth sooner.
gc.disable()


def post_worker_init(worker: Any) -> None:
    """Keep compiled templates, and start the thread that delivers mail, unless it runs apart."""
    page.keep_compiled(worker.wsgi, Settings().data_dir / "cache" / "templates")
    gc.freeze()
    gc.enable()
    outbox_worker.start_inside(worker.wsgi)
