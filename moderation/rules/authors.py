"""What is known of the authors of texts as of any moment: each kind of thing is looked up for all of them at once."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from accounts.models import Member, Role
from community.contributions.models import PUBLIC_STATES, Contribution
from foundation.database import db
from moderation.models import Case, Decision
from moderation.reasons import Verdict

AT_ONCE = 500
HOUR = timedelta(hours=1)
LAST = float("inf")
Moments = dict[int, list[datetime]]


class Person(NamedTuple):
    """An author as an account: since when, trusted or not, where their mail is kept, and on which clock they live."""

    since: datetime
    trusted: bool
    mail_host: str | None
    timezone: str


class Authors:
    """The authors of texts that were written between two moments."""

    def __init__(self, ids: Collection[int], begin: datetime, end: datetime) -> None:
        self.ids, self.begin, self.end = sorted(set(ids)), begin, end

    def person(self, author_id: int | None) -> Person | None:
        """One of them, as they are today."""
        return self._people.get(author_id) if author_id is not None else None

    def wrote_in_the_hour(self, author_id: int, before: datetime, but: int) -> int:
        """How much an author wrote in the hour before a moment, beside one text."""
        written = self._written.get(author_id, [])
        first = bisect_left(written, (before - HOUR, 0))
        return sum(number != but for _at, number in written[first : bisect_left(written, (before, LAST))])

    def published(self, author_id: int, before: datetime) -> int:
        """How many texts of an author everybody could read just before a moment."""
        came, left = self._appeared.get(author_id, []), self._vanished.get(author_id, [])
        return bisect_left(came, before) - bisect_left(left, before)

    def refused(self, author_id: int, before: datetime) -> int:
        """How often a text of an author had been refused or removed before a moment."""
        return bisect_left(self._refused.get(author_id, []), before)

    @cached_property
    def _people(self) -> dict[int, Person]:
        columns = (Member.id, Member.created_at, Member.role_name, Member.email, Member.timezone)
        return {
            row.id: Person(row.created_at, row.role_name == Role.TRUSTED, _host(row.email), row.timezone)
            for row in self._all(select(*columns), Member.id)
        }

    @cached_property
    def _written(self) -> dict[int, list[tuple[datetime, int]]]:
        asked = select(Contribution.author_id, Contribution.created_at, Contribution.id)
        within = asked.where(Contribution.created_at.between(self.begin - HOUR, self.end))
        made = defaultdict(list)
        for author_id, at, number in self._all(within, Contribution.author_id):
            made[author_id].append((at, number))
        for texts in made.values():
            texts.sort()
        return made

    @cached_property
    def _appeared(self) -> Moments:
        """When each text that is public, or was until somebody took it away, came to be so."""
        asked = select(Contribution.author_id, Contribution.published_at)
        public = (Contribution.state.in_(PUBLIC_STATES), Contribution.published_at < self.end)
        return self._moments(asked.where(*public), self._taken_away(Contribution.published_at))

    @cached_property
    def _vanished(self) -> Moments:
        return self._moments(self._taken_away(func.max(Decision.decided_at)))

    def _taken_away(self, moment: Any) -> Select[*tuple[Any, ...]]:
        """A moment of each text that was public until it was removed, and is hidden now."""
        asked = select(Contribution.author_id, moment).join(Decision.case).join(Case.contribution)
        hidden = (Contribution.state.not_in(PUBLIC_STATES), Decision.decided_at < self.end)
        each = (Contribution.id, Contribution.author_id, Contribution.published_at)
        return asked.where(*_TAKEN_AWAY, *hidden).group_by(*each)

    @cached_property
    def _refused(self) -> Moments:
        asked = (
            select(Contribution.author_id, Decision.decided_at).join(Decision.case).join(Case.contribution)
        )
        refused = (Decision.verdict == Verdict.REJECT.value, Decision.undone_at.is_(None))
        return self._moments(asked.where(*refused, Decision.decided_at < self.end))

    def _moments(self, *questions: Select[*tuple[Any, ...]]) -> Moments:
        made: Moments = defaultdict(list)
        for asked in questions:
            for author_id, at in self._all(asked, Contribution.author_id):
                made[author_id].append(at)
        for moments in made.values():
            moments.sort()
        return made

    def _all(self, asked: Select[*tuple[Any, ...]], of: Any) -> Iterator[Any]:
        for start in range(0, len(self.ids), AT_ONCE):
            yield from db.session.execute(asked.where(of.in_(self.ids[start : start + AT_ONCE])))


_TAKEN_AWAY = (
    Decision.verdict == Verdict.REJECT.value,
    Decision.was.in_(PUBLIC_STATES),
    Decision.undone_at.is_(None),
)


def _host(email: str | None) -> str | None:
    return email.rpartition("@")[2].casefold() if email else None
