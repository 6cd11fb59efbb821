"""What tests of moderation ask for."""

from collections.abc import Iterator

import pytest

from foundation.settings import Settings


@pytest.fixture
def in_time(settings: Settings) -> Iterator[None]:
    """Decisions can be undone for ten minutes."""
    settings.undo_seconds = 600
    yield
    settings.undo_seconds = 0
