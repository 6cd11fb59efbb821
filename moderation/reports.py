"""Tell the moderators what is wrong, once each, and fold what is told into the case."""

from datetime import timedelta

from sqlalchemy import func, select, update

from accounts.models import Member
from community.contributions.models import Contribution
from foundation import limits
from foundation.database import db
from foundation.upsert import insert_new
from moderation.cases import opened
from moderation.meanings import MEANINGS
from moderation.measures.reporters import weight_of
from moderation.models import Case, Decision, Finding, Report
from moderation.queries import last_decision_about, open_case, report_of
from moderation.reasons import GRAVE, Because, Reason
from moderation.reporters import record_of, records_of
from moderation.sanctions import reporters
from moderation.urgency import weigh

REPORTS_AN_HOUR = (20, timedelta(hours=1))
REOPENS_AT = 3


def report(contribution: Contribution, member: Member, reason: Reason, text: str) -> bool:
    """Tell the moderators what is wrong; once for each member. Answer whether it was new."""
    if report_of(member, contribution.id) is not None:
        return False
    reporters.check(member)
    limits.spend(f"report:{member.id}", *REPORTS_AN_HOUR)
    case = open_case(contribution.id)
    if case is None and _reopens(contribution, member, reason):
        case = opened(contribution)
    given = {"reason": reason.value, "text": text, "case_id": case.id if case else None}
    new = insert_new(Report, contribution_id=contribution.id, member_id=member.id, **given)
    if new and case is not None:
        gather_reports(case)
    return new


def gather_reports(case: Case) -> None:
    """One finding for each reason that was reported, however often; also what was reported since the last decision."""
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update(key_share=True))
    loose = (Report.contribution_id == case.contribution_id, Report.case_id.is_(None))
    db.session.execute(update(Report).where(*loose).values(case_id=case.id))
    question = select(Report.reason, func.count()).where(Report.case_id == case.id).group_by(Report.reason)
    for reason, times in db.session.execute(question).all():
        row = {"kind": Because.REPORT.value, "detail": reason, "severity": MEANINGS[Reason(reason)].severity}
        if not insert_new(Finding, case_id=case.id, times=times, **row):
            same = (Finding.case_id == case.id, Finding.kind == row["kind"], Finding.detail == reason)
            db.session.execute(update(Finding).where(*same).values(times=times))
    weigh(case)


def look_again(decision: Decision, contribution: Contribution) -> None:
    """Open what was reported for a new reason while the decision could still be taken back."""
    loose = (Report.contribution_id == contribution.id, Report.case_id.is_(None))
    asked = select(Report).where(*loose, Report.created_at > decision.decided_at)
    told = [one for one in db.session.scalars(asked) if weight_of(record_of(one.member_id))]
    if any(_is_new(contribution.id, Reason(one.reason)) for one in told) and contribution.is_public:
        gather_reports(opened(contribution))


def _is_new(contribution_id: int, reason: Reason) -> bool:
    """Whether no moderator has read a report with this reason about a text."""
    read = (Report.contribution_id == contribution_id, Report.reason == reason.value)
    return db.session.scalar(select(Report.id).where(*read, Report.case_id.is_not(None)).limit(1)) is None


def _reopens(contribution: Contribution, member: Member, reason: Reason) -> bool:
    """The first report opens a case; after a decision it takes a new reason or three more people, each believable."""
    decided = last_decision_about(contribution.id)
    if decided is None:
        return True
    if not weight_of(record_of(member.id)):
        return False
    if _is_new(contribution.id, reason) and (reason in GRAVE or not decided.can_be_undone):
        return True
    since = (Report.contribution_id == contribution.id, Report.created_at > decided.decided_at)
    others = db.session.scalars(select(Report.member_id).where(*since)).all()
    return sum(weight_of(record) > 0 for record in records_of(others).values()) + 1 >= REOPENS_AT
