"""The points of decisions: given once each, taken back when the decision falls, with what they brought about."""

from sqlalchemy import select

from accounts.models import Member
from foundation import audit
from foundation.clock import now
from foundation.database import db
from moderation.meanings import MEANINGS
from moderation.measures import ladder
from moderation.measures.ladder import LADDER
from moderation.models import Case, Decision
from moderation.reasons import Reason, Verdict
from moderation.sanctions import queries
from moderation.sanctions.commands import SECOND_PERSON_FROM, begin, lift
from moderation.sanctions.models import About, Sanction, Strike


def give_points(decision: Decision, author_id: int) -> Strike | None:
    """Write the points of a decision that stands; a decision gives them once, and the first rung writes by itself."""
    points = MEANINGS[Reason(decision.reason)].points
    if decision.verdict != Verdict.REJECT.value or points == 0:
        return None
    member = db.session.get(Member, author_id)
    known = db.session.scalar(select(Strike.id).where(Strike.decision_id == decision.id))
    if member is None or known or member.role.is_staff or member.erased_at is not None:
        return None
    given = Strike(member_id=author_id, decision_id=decision.id, reason=decision.reason, points=points)
    given.given_at = decision.decided_at
    db.session.add(given)
    db.session.flush()
    _give_notice(member)
    return given


def take_points_back(
    because: str, *, contribution_id: int | None = None, decision_id: int | None = None
) -> None:
    """Remove the points of a decision that fell, or of all about a text, and lift what they brought about."""
    question = select(Strike).where(Strike.removed_at.is_(None))
    if decision_id is not None:
        question = question.where(Strike.decision_id == decision_id)
    else:
        about = select(Decision.id).join(Decision.case).where(Case.contribution_id == contribution_id)
        question = question.where(Strike.decision_id.in_(about))
    fallen = db.session.scalars(question).all()
    for strike in fallen:
        strike.removed_at, strike.removed_because = now(), because
        audit.note(None, "moderation.points.removed", ("member", strike.member_id), {"points": strike.points})
    db.session.flush()
    for member_id in {strike.member_id for strike in fallen}:
        _lift_what_fell(member_id)


def _give_notice(member: Member) -> None:
    """The first rung restricts nothing and explains, so it is written without being asked; once for each new strike."""
    points = queries.height_of(member.id)
    rung = ladder.rung_at(points)
    if rung is None or queries.was_warned(member.id) or points >= SECOND_PERSON_FROM:
        return
    given = Sanction(member_id=member.id, measure="notice", called_for="notice", points=points)
    db.session.add(given)
    db.session.flush()
    begin(given)


def _lift_what_fell(member_id: int) -> None:
    """Lift each measure that the points which remain would not have called for when it was asked."""
    for one in queries.sanctions_of(member_id):
        if one.about != About.WRITING.value or one.measure == "none" or one.lifted_at or one.declined_at:
            continue
        needed = next(rung.points for rung in LADDER if rung.measure.value == one.measure)
        if queries.height_of(member_id, one.proposed_at) >= needed:
            continue
        if one.waits:
            one.declined_at = now()
        else:
            lift(one, None, "")
    db.session.flush()
