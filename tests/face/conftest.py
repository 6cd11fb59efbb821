"""One site with the demo for all tests of the face; they only read, each as whom it likes."""

from collections.abc import Iterator

import pytest

from tests import servers
from tests.face import demo

# The demo of the face is on SQLite; what PostgreSQL has to say of it, tests/operations asks.
collect_ignore_glob = ["test_*.py"] if servers.POSTGRES else []


@pytest.fixture(scope="session")
def site() -> Iterator[demo.Site]:
    """The demo, served."""
    with demo.running() as served:
        yield served
