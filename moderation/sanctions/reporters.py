"""The ladder of reporters: no weight first, then a notice, a month without reports, and a suspension last."""

from datetime import datetime

from sqlalchemy import func, select

from accounts.models import Member
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotAllowed
from foundation.language import _, moment
from moderation.measures.reporters import Record
from moderation.models import Decision, Report
from moderation.reasons import Verdict
from moderation.reporters import record_of
from moderation.sanctions.models import About, Sanction

STEPS = ("no_reports", "suspension")


class ReportsRest(NotAllowed):
    """The member reports nothing for a while."""

    def __init__(self, until: datetime | None) -> None:
        super().__init__(
            _(
                "Your reports rest until %(when)s. The page of your standing says why, and how to object.",
                when=moment(until),
            )
        )


def owes_notice(member_id: int) -> bool:
    """Whether somebody’s reports are manifestly unfounded, and nobody has told them."""
    return record_of(member_id).is_abusive and _last(member_id, "notice") is None


def step_for(member_id: int) -> str | None:
    """What unfounded reports since the last step call for, of somebody who was warned."""
    last = _last(member_id, "no_reports") or _last(member_id, "notice")
    if last is None or last.begins_at is None or (last.measure == "no_reports" and last.in_force):
        return None
    if not record_since(member_id, last.begins_at).is_abusive:
        return None
    return STEPS[last.measure == "no_reports"]


def record_since(member_id: int, since: datetime) -> Record:
    """The reports of a member that were decided since a moment."""
    upheld = func.count().filter(Decision.verdict != Verdict.APPROVE.value)
    joined = select(upheld, func.count()).select_from(Report)
    question = joined.join(Decision, Decision.case_id == Report.case_id)
    theirs = (Report.member_id == member_id, Decision.undone_at.is_(None), Decision.decided_at > since)
    row = db.session.execute(question.where(*theirs)).one()
    return Record(row[0], row[1])


def check(member: Member) -> None:
    """Refuse the report of somebody whose reports rest."""
    until = resting_until(member.id)
    if until is not None:
        raise ReportsRest(until)


def resting_until(member_id: int) -> datetime | None:
    """Until when somebody’s reports rest, if they do."""
    its = (Sanction.member_id == member_id, Sanction.measure == "no_reports", Sanction.lifted_at.is_(None))
    return db.session.scalar(select(func.max(Sanction.ends_at)).where(*its, Sanction.ends_at > now()))


def called() -> list[tuple[Member, str]]:
    """Everybody who was warned and whose reports since then call for the next step, with that step."""
    its = (
        Sanction.about == About.REPORTING.value,
        Sanction.measure == "notice",
        Sanction.lifted_at.is_(None),
    )
    warned = select(Member).where(Member.id.in_(select(Sanction.member_id).where(*its)))
    people = db.session.scalars(warned.where(Member.erased_at.is_(None)).order_by(Member.id)).all()
    return [(one, step) for one in people if (step := step_for(one.id))]


def _last(member_id: int, measure: str) -> Sanction | None:
    its = (Sanction.member_id == member_id, Sanction.about == About.REPORTING.value)
    question = select(Sanction).where(*its, Sanction.measure == measure, Sanction.lifted_at.is_(None))
    begun = question.where(Sanction.begins_at.is_not(None)).order_by(Sanction.id.desc()).limit(1)
    return db.session.scalars(begun).first()
