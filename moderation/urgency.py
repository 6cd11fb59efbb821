"""How urgent a case is: the parts of its sum, stored when they change; only the clock is read when one looks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, Row, case, cast, extract, func, literal, select, update

from community.contributions.models import PUBLIC_STATES, Contribution
from foundation.clock import now
from foundation.database import db
from moderation.deadlines import due_at
from moderation.measures.clocks import used
from moderation.measures.reporters import Record, weight_of
from moderation.measures.urgency import LATEST, WEIGHTS, Parts, reach_of, weight_of_reports
from moderation.models import Case, Finding, Report
from moderation.reasons import Because
from moderation.reporters import records_of

READERS_EACH = 10
"""One reader in ten takes part (Nielsen’s 90-9-1): pages are not counted here, votes and comments are."""
BRAND = frozenset({"embargo", "competitor"})


def weigh(of: Case, *, step: int = 0) -> None:
    """Work the parts out anew; a step of the version says that another text lies before the moderator."""
    columns = (Finding.kind, Finding.detail, Finding.severity, Finding.seen, Finding.times)
    found = db.session.execute(select(*columns).where(Finding.case_id == of.id)).all()
    opened_at = db.session.scalar(select(Case.opened_at).where(Case.id == of.id)) or now()
    parts = {
        "severity": max((one.severity for one in found), default=0.0),
        "model": max((float(one.seen.get("model", 0)) for one in found), default=0.0),
        "reach": _reach(of.contribution_id),
        "reports": weight_of_reports([*_of_reporters(of.id), *_of_notices(found)]),
        "brand": float(any(one.kind in BRAND for one in found)),
    }
    moved = update(Case).where(Case.id == of.id)
    kept = {name: round(value, 3) for name, value in parts.items() if value}
    settled = sum(Parts(**kept).points().values())
    due = due_at(opened_at, [(one.kind, one.detail, one.severity) for one in found])
    db.session.execute(moved.values(parts=kept, priority=settled, due_at=due, version=Case.version + step))


def points_of(parts: dict[str, float], opened_at: datetime, due: datetime) -> dict[str, int]:
    """What each part adds now, the clock among them."""
    return Parts(**parts, clock=used(opened_at, due, now())).points()


def urgency(of: Any = Case) -> ColumnElement[float]:
    """The whole sum as the database orders by it: what is stored, and the clock as it stands now."""
    begun, due = (cast(extract("epoch", moment), Float) for moment in (of.opened_at, of.due_at))
    used = (literal(now().timestamp(), Float) - begun) / func.nullif(due - begun, 0.0)
    clock = case((used > LATEST, LATEST), (used < 0.0, 0.0), else_=used)
    return of.priority + WEIGHTS["clock"] * func.coalesce(clock, 1.0)


def _reach(contribution_id: int) -> float:
    """From how many take part in an hour since it is public; what is held reaches nobody."""
    columns = (Contribution.vote_count, Contribution.comment_count, Contribution.published_at)
    question = select(*columns).where(
        Contribution.id == contribution_id, Contribution.state.in_(PUBLIC_STATES)
    )
    row = db.session.execute(question).one_or_none()
    if row is None:
        return 0.0
    hours = max(1.0, (now() - row.published_at).total_seconds() / 3600)
    return reach_of(READERS_EACH * (row.vote_count + row.comment_count) / hours)


def _of_reporters(case_id: int) -> list[float]:
    who = db.session.scalars(select(Report.member_id).where(Report.case_id == case_id)).all()
    return [weight_of(record) for record in records_of(who).values()]


def _of_notices(found: Sequence[Row[Any]]) -> list[float]:
    """Who sends a notice has no record here: a newcomer, or a flagger who is trusted."""
    weights = {
        Because.NOTICE.value: weight_of(Record(0, 0)),
        Because.FLAGGER.value: weight_of(Record(0, 0), trusted_flagger=True),
    }
    return [weights[one.kind] for one in found if one.kind in weights for _time in range(one.times)]
