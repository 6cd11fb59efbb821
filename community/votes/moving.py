"""Move votes from one contribution to another that takes its place; nobody counts twice."""

from collections import Counter
from decimal import Decimal

from sqlalchemy import ColumnElement, case, func, select, update

from community.contributions.models import Contribution
from community.votes.commands import COUNTERS
from community.votes.models import Vote
from foundation.database import db, rows_changed


def move_votes(source_id: int, target_id: int, *, but: int | None = None) -> Counter[int]:
    """Move what the target has not yet; answer how many of each direction moved.

    The votes of those who voted for both, and of `but` (the target's author), stay where they are.
    Counters move by what was moved, so votes cast meanwhile count too.
    """
    there = select(Vote.member_id).where(Vote.contribution_id == target_id).scalar_subquery()
    moving = update(Vote).where(Vote.contribution_id == source_id, Vote.member_id.not_in(there))
    if but is not None:
        moving = moving.where(Vote.member_id != but)
    moving = moving.values(contribution_id=target_id).returning(Vote.direction)
    rows = db.session.execute(moving.execution_options(synchronize_session=False))
    moved = Counter(rows.scalars())
    if moved:
        _count(source_id, moved, -1)
        _count(target_id, moved, +1)
    return moved


def _count(contribution_id: int, moved: Counter[int], sign: int) -> None:
    values: dict[str, object] = {
        counter.key: counter + sign * moved[way] for way, counter in COUNTERS.items()
    }
    after = Contribution.vote_count + sign * moved[1]
    values["hot"] = Contribution.hot + _log10(after) - _log10(Contribution.vote_count + 0)
    counted = update(Contribution).where(Contribution.id == contribution_id).values(values)
    rows_changed(counted)


def _log10(votes: ColumnElement[int]) -> ColumnElement[float | Decimal]:
    return func.ln(case((votes > 1, votes), else_=1)) / func.ln(10.0)
