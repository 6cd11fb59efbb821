"""The one source of time, always aware and in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_frozen: list[datetime] = []


def now() -> datetime:
    """The present moment in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at a moment, for tests and imports."""
    _frozen.append(moment)
    try:
        yield moment
    finally:
        _frozen.pop()
