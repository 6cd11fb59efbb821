"""After a decision stands: its points; after one falls: what it brought about goes too."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from accounts.facts import MemberErased
from accounts.models import Member
from community.contributions.models import Contribution
from community.notices.commands import notify
from foundation import outbox
from foundation.database import db
from foundation.outbox import Job
from moderation.appeals.models import Appeal, Outcome
from moderation.facts import AppealDecided, CaseDecided
from moderation.models import Decision, Report
from moderation.queries import last_decision_about
from moderation.reasons import Verdict
from moderation.sanctions import commands, notices, points, reporters, stating
from moderation.sanctions.facts import SanctionBegan, SanctionLifted
from moderation.sanctions.models import Sanction
from moderation.statements.models import Statement


def give_or_take_points(fact: CaseDecided) -> None:
    """Points for what was refused; none any more for a text that a later decision published."""
    decision = db.session.get_one(Decision, fact.decision_id)
    about = db.session.get_one(Contribution, fact.contribution_id)
    if decision.verdict == Verdict.APPROVE.value:
        points.take_points_back("approved", contribution_id=fact.contribution_id)
    elif about.author_id is not None and about.heard_at is None and not _has_fallen(decision, about):
        points.give_points(decision, about.author_id)  # a complaint, heard, is no violation


def _has_fallen(decision: Decision, about: Contribution) -> bool:
    """Whether it was overturned or approved before its points were given: the outbox may come late."""
    wrong = (Statement.decision_id == decision.id, Appeal.outcome != Outcome.UPHELD.value)
    if db.session.scalar(select(Appeal.id).join(Appeal.statement).where(*wrong)) is not None:
        return True
    last = last_decision_about(about.id)
    return last is not None and last.id > decision.id and last.verdict == Verdict.APPROVE.value


def follow_appeal(fact: AppealDecided) -> None:
    """What an appeal overturned takes its points along; a measure that fell is lifted."""
    if fact.outcome == Outcome.UPHELD.value:
        return
    if fact.decision_id is not None:
        points.take_points_back("appeal", decision_id=fact.decision_id)
        return
    sanction = stating.stated_by(fact.statement_id)
    if sanction is not None:
        commands.lift(sanction, None, "")


def look_at_reporters(fact: CaseDecided) -> None:
    """Warn those whose reports have become manifestly unfounded."""
    for member_id in db.session.scalars(select(Report.member_id).where(Report.case_id == fact.case_id)).all():
        if reporters.owes_notice(member_id):
            commands.warn_reporter(member_id)


def tell_member(fact: SanctionBegan) -> None:
    """A notice and a letter."""
    sanction, member = db.session.get(Sanction, fact.sanction_id), db.session.get(Member, fact.member_id)
    if sanction is None or member is None or member.erased_at is not None:
        return
    stating.state_measure(sanction, member)
    said = {"measure": sanction.measure, "about": sanction.about, "reason": sanction.reason}
    notify(member.id, "sanction.began", key=f"sanction-{sanction.id}", data=said)
    notices.write(sanction, member)


def tell_lifted(fact: SanctionLifted) -> None:
    """What no longer applies is told as well."""
    notify(fact.member_id, "sanction.lifted", key=f"sanction-lifted-{fact.sanction_id}")


def end(payload: dict[str, Any], _job: Job) -> None:
    """It ended by itself; the member hears of it, unless it was lifted before."""
    sanction = db.session.get(Sanction, payload["sanction_id"])
    if sanction is None or sanction.lifted_at is not None or sanction.in_force:
        return
    commands.settle(sanction.member_id)
    notify(sanction.member_id, "sanction.over", key=f"sanction-over-{sanction.id}")


def forget(fact: MemberErased) -> None:
    """A member left: what was written to them goes, the numbers stay."""
    for sanction in db.session.scalars(select(Sanction).where(Sanction.member_id == fact.member_id)):
        sanction.reason = sanction.lifted_because = ""
    commands.settle(fact.member_id)


def init_app(app: Flask) -> None:
    """Listen."""
    outbox.register(app, commands.OVER, end)
    outbox.listen(app, CaseDecided, give_or_take_points, durable=True)
    outbox.listen(app, AppealDecided, follow_appeal, durable=True)
    outbox.listen(app, CaseDecided, look_at_reporters, durable=True)
    outbox.listen(app, SanctionBegan, tell_member, durable=True)
    outbox.listen(app, SanctionLifted, tell_lifted, durable=True)
    outbox.listen(app, MemberErased, forget, durable=True)
