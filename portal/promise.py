"""The promise that every idea has a person's answer within two weeks, counted from the ideas themselves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple


class Kept(NamedTuple):
    """How the promise was kept: of how many ideas, what share in time, and the days that half of the answers took."""

    counted: int
    share: int
    days: int | None
    waiting: int


def kept(times: Sequence[tuple[datetime, datetime | None]], within: timedelta) -> Kept | None:
    """Over (published, first answer or None) of ideas older than `within`; nothing when there is none yet."""
    if not times:
        return None
    took = [answered - published for published, answered in times if answered is not None]
    in_time = sum(one <= within for one in took)
    days = median(one.total_seconds() for one in took) / 86_400 if took else None
    return Kept(
        counted=len(times),
        share=100 * in_time // len(times),
        days=None if days is None else max(1, round(days)),
        waiting=len(times) - len(took),
    )
