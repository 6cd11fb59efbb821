"""One site with the demo for all tests of the face; they only read, each as whom it likes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import servers
from tests.face import demo
from tests.face.windows import Windows

# The demo of the face is on SQLite; what PostgreSQL has to say of it, tests/operations asks.
collect_ignore_glob = ["test_*.py"] if servers.POSTGRES else []


@pytest.fixture(scope="session")
def site() -> Iterator[demo.Site]:
    """The demo, served."""
    with demo.running() as served:
        yield served


@pytest.fixture(autouse=True)
def asked(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test ask the site it looks at; the context ends with the test, for other tests write."""
    name = next((one for one in ("strange", "site") if one in request.fixturenames), None)
    if name is None:
        yield
        return
    with request.getfixturevalue(name).asked():
        yield


@pytest.fixture(scope="session")
def windows(site: demo.Site, chromium: Browser) -> Iterator[Windows]:
    """Windows of its people."""
    kept = Windows(site, chromium)
    yield kept
    kept.close()
