"""What waits for a moderator, what was decided, and which words hold a text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, case, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.contributions.queries import visible_to
from foundation.database import db
from moderation.lanes import LANES
from moderation.measures.urgency import MOST
from moderation.models import Case, Decision, Finding, Report
from moderation.urgency import points_of, urgency

TEXT = Contribution.__table__
"""The one table: through the class SQLite would read the tables of all kinds first, for every question."""
SIZE = 50
FOUND = (Finding.detail, Finding.times, Finding.severity, Finding.seen)
REFUSED = (State.REJECTED.value, State.REMOVED.value)


class Seen(NamedTuple):
    """One finding as the desk tells it."""

    because: str
    detail: str
    times: int
    severity: float
    seen: dict[str, Any]


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: the case with everything its line shows."""

    case_id: int
    contribution_id: int
    kind: str
    label: str
    language: str
    parts: dict[str, int]
    opened_at: datetime
    due_at: datetime
    author_id: int | None
    author: str | None
    portrait: int
    author_language: str
    author_since: datetime | None
    published: int
    refused: int
    findings: list[Seen] = field(default_factory=list)

    @property
    def priority(self) -> int:
        """The sum of its parts, at most 100."""
        return min(MOST, sum(self.parts.values()))


def open_case(contribution_id: int) -> Case | None:
    """The case of a contribution that waits, if one does."""
    question = select(Case).where(Case.contribution_id == contribution_id, Case.closed_at.is_(None))
    return db.session.scalars(question).first()


def case_for(case_id: int, member: Member) -> Select[Case]:
    """One case with its contribution, if the moderator may see what it is about."""
    seen = select(TEXT.c.id).where(TEXT.c.id == Case.contribution_id, visible_to(member, TEXT.c))
    question = select(Case).options(selectinload(Case.contribution))
    return question.where(Case.id == case_id, seen.exists())


def queue(
    member: Member, *narrowed: ColumnElement[bool], limit: int = SIZE, case_id: int | None = None
) -> list[Waiting]:
    """What waits, the most urgent first and then the oldest, with every reason, in one question."""
    if case_id is None:
        chosen = open_cases(member, *narrowed).order_by(*_urgent()).limit(limit)
    else:
        chosen = select(Case.id).join(TEXT, TEXT.c.id == Case.contribution_id)
        chosen = chosen.where(visible_to(member, TEXT.c), Case.id == case_id)
    ids = chosen.subquery()
    question = (
        select(*_line(), Finding.kind.label("because"), *FOUND)
        .join(TEXT, TEXT.c.id == Case.contribution_id)
        .outerjoin(Member, Member.id == TEXT.c.author_id)
        .outerjoin(Finding, Finding.case_id == Case.id)
        .where(Case.id.in_(select(ids.c.id)))
        .order_by(*_urgent(), Finding.severity.desc(), Finding.id)
    )
    return _folded(db.session.execute(question).all())


def open_cases(member: Member, *narrowed: ColumnElement[bool]) -> Select[int]:
    """The ids of what waits for a moderator, as far as it fits all conditions on a case and its contribution."""
    question = select(Case.id).join(TEXT, TEXT.c.id == Case.contribution_id)
    return question.where(visible_to(member, TEXT.c), Case.closed_at.is_(None), *narrowed)


def next_open(member: Member, after: Case, *narrowed: ColumnElement[bool]) -> int | None:
    """The case that follows another in the narrowed queue and that the member may decide, or else the first."""
    theirs = func.coalesce(TEXT.c.author_id, 0) != member.id
    free = open_cases(member, *narrowed).where(theirs)
    waiting = free.order_by(*_urgent()).limit(1)
    left = aliased(Case)
    mine, its = urgency(), urgency(left)
    later = (Case.opened_at > left.opened_at) | ((Case.opened_at == left.opened_at) & (Case.id > left.id))
    behind = waiting.join(left, left.id == after.id).where((mine < its) | ((mine == its) & later))
    return db.session.scalar(behind) or db.session.scalar(waiting)


def waiting_count(member: Member, *narrowed: ColumnElement[bool]) -> int:
    """How many cases the moderator can decide on."""
    counted = open_cases(member, *narrowed).with_only_columns(func.count(Case.id))
    return db.session.scalar(counted) or 0


def waiting_by_lane(member: Member) -> dict[str, int]:
    """How many cases wait in each lane; a case may be in several."""
    lane = case(*((Finding.kind.in_(kinds), lane.value) for lane, kinds in LANES.items())).label("lane")
    question = select(lane, func.count(Finding.case_id.distinct())).where(
        Finding.case_id.in_(open_cases(member))
    )
    return {str(row[0]): row[1] for row in db.session.execute(question.group_by(lane))}


def reports_of(case: Case) -> Sequence[Report]:
    """What members reported, with who did, the oldest first."""
    question = select(Report).where(Report.case_id == case.id).options(joinedload(Report.member))
    return db.session.scalars(question.order_by(Report.id)).all()


def report_of(member: Member, contribution_id: int) -> Report | None:
    """What the member reported about it, if they did."""
    mine = (Report.member_id == member.id, Report.contribution_id == contribution_id)
    return db.session.scalars(select(Report).where(*mine)).first()


def decisions_about(contribution_id: int) -> Sequence[Decision]:
    """All decisions about a contribution with who took them, the latest first."""
    question = select(Decision).join(Decision.case).where(Case.contribution_id == contribution_id)
    return db.session.scalars(question.options(joinedload(Decision.by)).order_by(Decision.id.desc())).all()


def last_decision_about(contribution_id: int) -> Decision | None:
    """The latest decision about a contribution, for its author."""
    its = (Case.contribution_id == contribution_id, Decision.undone_at.is_(None))
    question = select(Decision).join(Decision.case).where(*its)
    return db.session.scalars(question.order_by(Decision.id.desc()).limit(1)).first()


def decisions_for(
    member: Member, veiled: ColumnElement[bool], verdict: str = "", by_id: int | None = None
) -> Select[*tuple[Any, ...]]:
    """Lines of the log of decisions about what the moderator may see, if asked of one verdict or one person.

    Who took a decision that is `veiled` is not named.
    """
    columns = (
        Decision.id,
        Decision.decided_at,
        Decision.case_id,
        Decision.verdict,
        Decision.was,
        Decision.reason,
        Decision.note,
        Decision.undone_at,
        case((~veiled, Member.name)).label("by_name"),
        veiled.label("veiled"),
        Contribution.kind,
        Contribution.title,
        Contribution.excerpt,
        Contribution.language,
    )
    joined = select(*columns).join(Decision.case).join(Case.contribution)
    joined = joined.where(Decision.verdict == verdict) if verdict else joined
    joined = joined.where(Decision.by_id == by_id) if by_id else joined
    return joined.outerjoin(Member, Member.id == Decision.by_id).where(visible_to(member))


def _urgent() -> tuple[Any, ...]:
    return urgency().desc(), Case.opened_at, Case.id


def _line() -> tuple[Any, ...]:
    return (
        Case.id.label("case_id"),
        Case.parts,
        Case.opened_at,
        Case.due_at,
        TEXT.c.id.label("contribution_id"),
        TEXT.c.kind,
        TEXT.c.title,
        TEXT.c.excerpt,
        TEXT.c.language,
        TEXT.c.author_id,
        Member.name,
        Member.portrait,
        Member.language.label("author_language"),
        Member.created_at.label("author_since"),
        Member.erased_at,
        _written(PUBLIC_STATES).label("published"),
        _written(REFUSED).label("refused"),
    )


def _written(states: Sequence[str]) -> ScalarSelect[int]:
    """How much the author of the line has written that is in one of these states."""
    others = Contribution.__table__.alias()
    counted = select(func.count()).where(others.c.author_id == TEXT.c.author_id, others.c.state.in_(states))
    return counted.correlate(TEXT).scalar_subquery()


def _folded(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Waiting]:
    lines: dict[int, Waiting] = {}
    for row in rows:
        if row.case_id not in lines:
            gone = row.author_id is None or row.erased_at is not None
            lines[row.case_id] = Waiting(
                case_id=row.case_id,
                contribution_id=row.contribution_id,
                kind=row.kind,
                label=row.title or row.excerpt,
                language=row.language,
                parts=points_of(row.parts, row.opened_at, row.due_at),
                opened_at=row.opened_at,
                due_at=row.due_at,
                author_id=None if gone else row.author_id,
                author=None if gone else row.name,
                portrait=0 if gone else row.portrait,
                author_language=row.author_language or row.language,
                author_since=row.author_since,
                published=row.published,
                refused=row.refused,
            )
        if row.because is not None:
            found = Seen(row.because, row.detail, row.times, row.severity, row.seen)
            lines[row.case_id].findings.append(found)
    return list(lines.values())
