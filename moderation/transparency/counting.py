"""What is counted for a period, each section by one question or two; nothing here names a person or a text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute

from foundation.clock import now
from foundation.database import db
from moderation.appeals.models import Appeal
from moderation.illegal.models import IllegalItem, IllegalNotice
from moderation.learning import sample
from moderation.meanings import MEANINGS
from moderation.models import Case, Decision, Report
from moderation.reasons import Reason
from moderation.service.queries import complaints_removed
from moderation.statements.models import ACCOUNT, Source, Statement
from moderation.transparency.figures import Figure, quantile, yes_no
from moderation.transparency.periods import Period

MEDIAN, SLOW = 0.5, 0.95


def within(moment: InstrumentedAttribute[Any], period: Period) -> ColumnElement[bool]:
    """Whether a moment lies in the period."""
    return and_(moment >= period.since, moment < period.until)


def restrictions(period: Period) -> Iterator[Figure]:
    """Every restriction that was stated, of texts and of accounts."""
    one = Statement
    keys = (
        one.measure,
        one.category,
        one.ground,
        one.source,
        one.automated_detection,
        one.automated_decision,
    )
    question = (
        select(*keys, func.count()).where(within(one.decided_at, period)).group_by(*keys).order_by(*keys)
    )
    for measure, category, ground, source, detection, decision, count in db.session.execute(question):
        section = "accounts" if measure in ACCOUNT else "restrictions"
        yield Figure(
            section, "stated", count, category=category, ground=ground, source=source, measure=measure,
            automated_detection=yes_no(detection), automated_decision=yes_no(decision),
        )  # fmt: skip


def reports(period: Period) -> Iterator[Figure]:
    """What members reported, under the category of the reason they gave."""
    question = (
        select(Report.reason, func.count()).where(within(Report.created_at, period)).group_by(Report.reason)
    )
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for reason, count in db.session.execute(question):
        meaning = MEANINGS[Reason(reason)]
        counted[meaning.category.value, meaning.ground.value] += count
    for (category, ground), count in sorted(counted.items()):
        yield Figure("reports", "received", count, category=category, ground=ground, source="report")


def decided(period: Period) -> Iterator[Figure]:
    """Decisions that stand, those that let something stand among them, and how long they took."""
    rows = _times(period)
    if not rows:
        return
    yield Figure("decisions", "decided", len(rows))
    yield Figure("decisions", "let_stand", sum(verdict == "approve" for verdict, _reason, _hours in rows))
    yield from _speed("decisions", [hours for _verdict, _reason, hours in rows])
    by_category: dict[str, list[float]] = defaultdict(list)
    for _verdict, reason, hours in rows:
        by_category[MEANINGS[Reason(reason)].category.value].append(hours)
    for category, taken in sorted(by_category.items()):
        yield from _speed("decisions", taken, category)


def appeals(period: Period) -> Iterator[Figure]:
    """Appeals that came, and what became of those decided."""
    came = db.session.scalar(
        select(func.count()).select_from(Appeal).where(within(Appeal.created_at, period))
    )
    if came:
        yield Figure("appeals", "received", came)
    hours = _hours(Appeal.created_at, Appeal.decided_at)
    question = select(Appeal.outcome, Statement.category, Statement.ground, hours).join(Appeal.statement)
    rows = db.session.execute(question.where(within(Appeal.decided_at, period))).all()
    counted: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows:
        counted[row[0] or "", row[1], row[2]] += 1
    for (outcome, category, ground), count in sorted(counted.items()):
        yield Figure("appeals", outcome, count, category=category, ground=ground)
    if rows:
        yield from _speed("appeals", [float(row[3]) for row in rows])


def notices(period: Period) -> Iterator[Figure]:
    """Notices of illegal content, what became of what they pointed at, and how long that took."""
    keys = (IllegalNotice.category, IllegalNotice.trusted)
    question = select(*keys, func.count()).where(within(IllegalNotice.created_at, period)).group_by(*keys)
    for category, trusted, count in db.session.execute(question.order_by(*keys)):
        source = Source.TRUSTED_FLAGGER if trusted else Source.NOTICE
        meaning = MEANINGS[Reason(category)]
        under = {"category": meaning.category.value, "ground": meaning.ground.value, "source": source.value}
        yield Figure("notices", "received", count, **under)
    hours = _hours(IllegalNotice.created_at, IllegalItem.told_at)
    told = (
        select(IllegalItem.answer, hours).join(IllegalItem.notice).where(within(IllegalItem.told_at, period))
    )
    rows = db.session.execute(told).all()
    for answer, count in sorted(Counter(row[0] or "" for row in rows).items()):
        yield Figure("notices", answer, count)
    if rows:
        yield from _speed("notices", [float(row[1]) for row in rows])


def complaints(period: Period) -> Iterator[Figure]:
    """Lawful complaints that were taken from the public all the same, by two people."""
    yield Figure("complaints", "removed", complaints_removed(period.since, period.until))


def errors(period: Period) -> Iterator[Figure]:
    """Of what passed every machine, how much a person would not have let stand: the last 90 days, while they are within."""
    if period.is_over(now()):
        return
    looked_at, wrong, (low, high) = sample.measured()
    if looked_at:
        yield Figure("errors", "passed_and_read", looked_at)
        yield Figure("errors", "passed_wrongly", wrong)
        yield Figure("errors", "rate_at_least", low, "share")
        yield Figure("errors", "rate_at_most", high, "share")


SECTIONS = (restrictions, reports, notices, decided, appeals, complaints, errors)


def _times(period: Period) -> Sequence[tuple[str, str, float]]:
    question = select(Decision.verdict, Decision.reason, _hours(Case.opened_at, Decision.decided_at))
    stands = (within(Decision.decided_at, period), Decision.undone_at.is_(None))
    return [
        (row[0], row[1], float(row[2]))
        for row in db.session.execute(question.join(Decision.case).where(*stands))
    ]


def _hours(begun: Any, ended: Any) -> ColumnElement[Any]:
    return (extract("epoch", ended) - extract("epoch", begun)) / 3600.0


def _speed(section: str, hours: Sequence[float], category: str = "") -> Iterator[Figure]:
    for name, share in (("hours_p50", MEDIAN), ("hours_p95", SLOW)):
        yield Figure(section, name, max(0.0, quantile(hours, share)), "hours", category=category)
