"""What the team can mend: how fast, how much waits and how long, how often it was wrong, and what holds without cause."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, extract, func, select

from accounts.models import Member
from community.contributions.queries import visible_to
from foundation.clock import now
from foundation.database import db
from moderation.appeals.models import Appeal, Outcome
from moderation.models import Case, Decision, Finding
from moderation.reasons import Verdict
from moderation.transparency.figures import quantile
from moderation.watching import Act

AGES = (timedelta(hours=2), timedelta(hours=8), timedelta(days=1), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Speed:
    """How long the decisions with one reason took, in hours."""

    reason: str
    count: int
    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: how many cases of each age, how many beyond their time, and the age of the oldest in hours."""

    by_age: Sequence[int]
    late: int
    oldest: float

    @property
    def count(self) -> int:
        """How many wait."""
        return sum(self.by_age)


@dataclass(frozen=True, slots=True)
class Held:
    """What one kind of finding held, and how much of it people let stand."""

    kind: str
    count: int
    fine: int

    @property
    def share(self) -> float:
        """The share that was held without cause."""
        return self.fine / self.count


@dataclass(frozen=True)
class Figures:
    """Everything of the page."""

    all: Speed | None
    speeds: Sequence[Speed]
    days: Sequence[tuple[date, int]]
    detected: int
    backlog: Backlog
    appeals: tuple[int, int]
    held: Sequence[Held]


def figures(member: Member, days: int) -> Figures:
    """The figures of the last days, of what the member may see."""
    since = now() - timedelta(days=days)
    rows = _decided(member, since)
    by_reason: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        by_reason[row.reason].append(max(0.0, float(row.hours)))
    hours = [one for some in by_reason.values() for one in some]
    return Figures(
        all=_speed("", hours) if hours else None,
        speeds=sorted((_speed(*one) for one in by_reason.items()), key=lambda one: -one.count),
        days=_by_day(rows, since, days),
        detected=sum(row.automated_detection for row in rows),
        backlog=_backlog(member),
        appeals=_appeals(since),
        held=_held(member, since),
    )


def _speed(reason: str, hours: list[float]) -> Speed:
    return Speed(reason, len(hours), quantile(hours, 0.5), quantile(hours, 0.95))


def _decided(member: Member, since: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    hours = (extract("epoch", Decision.decided_at) - extract("epoch", Case.opened_at)) / 3600.0
    columns = (Decision.reason, Decision.automated_detection, Decision.decided_at, hours.label("hours"))
    question = select(*columns).join(Decision.case).join(Case.contribution)
    stands = (Decision.decided_at >= since, Decision.undone_at.is_(None), visible_to(member))
    return db.session.execute(question.where(*stands)).all()


def _by_day(rows: Sequence[Row[*tuple[Any, ...]]], since: datetime, days: int) -> list[tuple[date, int]]:
    """How many were decided each day, or each week of a long time."""
    step = 1 if days <= 31 else 7
    first = since.date() + timedelta(days=1)
    starts = [first + timedelta(days=ahead) for ahead in range(0, days, step)]
    counts = dict.fromkeys(starts, 0)
    for row in rows:
        place = max(0, (row.decided_at.date() - first).days // step)
        counts[starts[min(place, len(starts) - 1)]] += 1
    return list(counts.items())


def _backlog(member: Member) -> Backlog:
    question = select(Case.opened_at, Case.due_at).join(Case.contribution)
    rows = db.session.execute(question.where(Case.closed_at.is_(None), visible_to(member))).all()
    moment, ages = now(), [0] * (len(AGES) + 1)
    for opened_at, _due in rows:
        ages[sum(moment - opened_at >= age for age in AGES)] += 1
    late = sum(due < moment for _opened, due in rows)
    oldest = max(((moment - opened_at).total_seconds() / 3600 for opened_at, _due in rows), default=0.0)
    return Backlog(ages, late, oldest)


def _appeals(since: datetime) -> tuple[int, int]:
    """How many appeals were decided, and in how many of them the first decision did not stand as it was."""
    wrong = func.count().filter(Appeal.outcome != Outcome.UPHELD.value)
    row = db.session.execute(select(func.count(), wrong).where(Appeal.decided_at >= since)).one()
    return row[0], row[1]


def _held(member: Member, since: datetime) -> list[Held]:
    fine = func.count().filter(Decision.verdict == Verdict.APPROVE.value)
    question = (
        select(Finding.kind, func.count(), fine)
        .select_from(Decision)
        .join(Decision.case)
        .join(Case.contribution)
        .join(Finding, Finding.case_id == Case.id)
        .where(Decision.decided_at >= since, Decision.undone_at.is_(None), Finding.act == Act.HOLD.value)
        .where(visible_to(member))
        .group_by(Finding.kind)
    )
    rows = [Held(*row) for row in db.session.execute(question)]
    return sorted(rows, key=lambda one: -one.count)
