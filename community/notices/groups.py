"""Notices as one reads them: day by day, and what is alike about one thing said once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from flask_babel import to_user_timezone

from community.notices.kinds import Kind, kind_of
from community.notices.models import Notice
from foundation.clock import now


@dataclass(frozen=True)
class Told:
    """Notices of one kind about one thing on one day, the newest first."""

    notices: tuple[Notice, ...]

    @property
    def first(self) -> Notice:
        """The one to begin with: the oldest that was not read, else the newest."""
        return next((one for one in reversed(self.notices) if one.read_at is None), self.notices[0])

    @property
    def kind(self) -> Kind:
        """Their kind."""
        return kind_of(self.first)

    @property
    def text(self) -> str:
        """What they say, in one sentence."""
        several = self.kind.several
        people = {notice.actor_id for notice in self.notices}
        if several is None or len(self.notices) == 1:
            return self.kind.text(self.notices[0])
        return several(self.notices, len(people))

    @property
    def more(self) -> str:
        """What follows the sentence, when there is but one."""
        return self.kind.more(self.first) if len(self.notices) == 1 else ""

    @property
    def unread(self) -> int:
        """How many were not read."""
        return sum(one.read_at is None for one in self.notices)

    @property
    def at(self) -> datetime:
        """When the last of them was given."""
        return self.notices[0].created_at


def by_day(notices: Sequence[Notice]) -> list[tuple[date, list[Told]]]:
    """The days of the reader, the newest first, each with what was told on it; notices come the newest first."""
    days = groupby(notices, key=lambda notice: to_user_timezone(notice.created_at).date())
    return [(day, _alike(list(given))) for day, given in days]


def _alike(notices: list[Notice]) -> list[Told]:
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for notice in notices:
        alone = kind_of(notice).several is None or notice.contribution_id is None
        key = (notice.kind, notice.contribution_id, notice.id if alone else None)
        groups.setdefault(key, []).append(notice)
    return [Told(tuple(group)) for group in groups.values()]


def today() -> tuple[date, date]:
    """The reader's today and yesterday."""
    here = to_user_timezone(now()).date()
    return here, here - timedelta(days=1)
