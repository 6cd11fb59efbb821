"""How often moderators agreed with what a member reported."""

from collections.abc import Collection

from sqlalchemy import func, select

from foundation.database import db
from moderation.measures.reporters import Record
from moderation.models import Decision, Report
from moderation.reasons import Verdict


def record_of(member_id: int) -> Record:
    """The decided reports of a member: how many were upheld, and how many there were."""
    return records_of([member_id])[member_id]


def records_of(member_ids: Collection[int]) -> dict[int, Record]:
    """The same for several members, in one question; a newcomer has an empty record."""
    upheld = func.count().filter(Decision.verdict != Verdict.APPROVE.value)
    question = select(Report.member_id, upheld, func.count()).group_by(Report.member_id)
    decided = question.join(Decision, Decision.case_id == Report.case_id).where(
        Report.member_id.in_(member_ids), Decision.undone_at.is_(None)
    )
    known = {row[0]: Record(row[1], row[2]) for row in db.session.execute(decided)} if member_ids else {}
    return {member_id: known.get(member_id, Record(0, 0)) for member_id in member_ids}
