"""What waits for an answer, what was said, and how many complaints were taken from the public."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from accounts.models import Member, Role
from accounts.queries import here_as
from community.contributions.models import PUBLIC_STATES, Contribution
from community.contributions.queries import visible_to
from foundation.clock import now
from foundation.database import db
from moderation.models import Case, Decision
from moderation.service.models import ComplaintRemoval, ServiceCase, ServiceLine, Standing

SIZE = 100
SOON = timedelta(hours=1)
WAITING = (Standing.OPEN.value, Standing.ANSWERED.value, Standing.PLANNED.value)
VIEWS = ("waiting", "mine", "nobody", "late", "planned", "closed")


def seen_by(member: Member) -> ColumnElement[bool]:
    """The cases whose contribution, if there is one, the member may see; join it from outside."""
    return or_(ServiceCase.contribution_id.is_(None), visible_to(member))


def case_for(case_id: int, member: Member) -> Select[ServiceCase]:
    """One case with its people and what it is about, if the member may see that or asked it."""
    question = select(ServiceCase).outerjoin(ServiceCase.contribution)
    loaded = (
        joinedload(ServiceCase.member),
        joinedload(ServiceCase.owner),
        joinedload(ServiceCase.contribution),
        joinedload(ServiceCase.evidence_for),
    )
    mine = ServiceCase.member_id == member.id
    return question.where(ServiceCase.id == case_id, or_(mine, seen_by(member))).options(*loaded)


def lines_of(case: ServiceCase) -> Sequence[ServiceLine]:
    """What was said aside, the oldest first, with who did."""
    question = (
        select(ServiceLine).where(ServiceLine.case_id == case.id).options(joinedload(ServiceLine.author))
    )
    return db.session.scalars(question.order_by(ServiceLine.id)).all()


def case_about(contribution_id: int) -> ServiceCase | None:
    """The service case a contribution was made, if it was."""
    return db.session.scalars(
        select(ServiceCase).where(ServiceCase.contribution_id == contribution_id)
    ).first()


def desk(member: Member, view: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """Lines of the desk: the clock that runs out first comes first; among equals the graver, then the longer with us."""
    owner, author = aliased(Member), aliased(Member)
    columns = (
        ServiceCase.id,
        ServiceCase.subject,
        ServiceCase.language,
        ServiceCase.state,
        ServiceCase.urgency,
        func.coalesce(Contribution.state.not_in(PUBLIC_STATES), True).label("is_private"),
        ServiceCase.due_at,
        ServiceCase.opened_at,
        ServiceCase.closed_at,
        ServiceCase.settled,
        owner.name.label("owner"),
        author.name.label("author"),
        author.erased_at,
    )
    question = select(*columns).outerjoin(ServiceCase.contribution)
    question = question.outerjoin(owner, owner.id == ServiceCase.owner_id)
    question = question.outerjoin(author, author.id == ServiceCase.member_id)
    by_clock = (func.coalesce(ServiceCase.due_at, now() + timedelta(days=3650)), ServiceCase.urgency.desc())
    order = (ServiceCase.closed_at.desc(),) if view == "closed" else (*by_clock, author.created_at)
    found = question.where(seen_by(member), _of_view(view, member)).order_by(*order, ServiceCase.id)
    return db.session.execute(found.limit(SIZE)).all()


def counts(member: Member) -> dict[str, int]:
    """How many cases stand in each view of the desk."""
    columns = [func.count().filter(_of_view(view, member)).label(view) for view in VIEWS]
    row = db.session.execute(
        select(*columns).select_from(ServiceCase).outerjoin(ServiceCase.contribution).where(seen_by(member))
    ).one()
    return dict(row._mapping)


def waiting_count(member: Member) -> int:
    """How many cases wait for a reply or a plan."""
    waits = (ServiceCase.due_at.is_not(None), seen_by(member))
    question = select(func.count(ServiceCase.id)).outerjoin(ServiceCase.contribution)
    return db.session.scalar(question.where(*waits)) or 0


def cases_of(member_id: int) -> Sequence[ServiceCase]:
    """The service cases of a member, the latest first."""
    question = select(ServiceCase).where(ServiceCase.member_id == member_id)
    return db.session.scalars(question.order_by(ServiceCase.id.desc())).all()


def removal_of(case: ServiceCase) -> ComplaintRemoval | None:
    """The latest wish to take its complaint from the public, with who wished it."""
    question = select(ComplaintRemoval).where(ComplaintRemoval.case_id == case.id)
    found = question.order_by(ComplaintRemoval.id.desc()).limit(1)
    return db.session.scalars(found.options(joinedload(ComplaintRemoval.proposed_by))).first()


def complaints_removed(since: datetime, until: datetime) -> int:
    """How many lawful complaints two people took from the public, from a moment to another (exclusive), for good."""
    within = and_(ComplaintRemoval.confirmed_at >= since, ComplaintRemoval.confirmed_at < until)
    undone = exists().where(
        Case.id == Decision.case_id,
        Case.contribution_id == ComplaintRemoval.contribution_id,
        Decision.by_id == ComplaintRemoval.confirmed_by_id,
        Decision.decided_at >= ComplaintRemoval.confirmed_at,
        Decision.undone_at.is_not(None),
    )
    return db.session.scalar(select(func.count(ComplaintRemoval.id)).where(within, ~undone)) or 0


def team() -> Sequence[Row[int, str]]:
    """Who can be given a case: id and name."""
    serve = here_as(Role.MODERATOR, Role.COMMUNITY_MANAGER, Role.CRM_MANAGER, Role.ADMIN)
    return db.session.execute(select(Member.id, Member.name).where(serve).order_by(Member.name)).all()


def evidence_for(contribution_id: int, member: Member) -> Sequence[ServiceCase]:
    """The service cases that are evidence for an idea, as far as the member may see what they are about."""
    question = select(ServiceCase).outerjoin(ServiceCase.contribution)
    its = (ServiceCase.evidence_for_id == contribution_id, seen_by(member))
    return db.session.scalars(question.where(*its).order_by(ServiceCase.id.desc())).all()


def _of_view(view: str, member: Member) -> ColumnElement[bool]:
    waits = ServiceCase.state.in_(WAITING)
    if view == "mine":
        return and_(waits, ServiceCase.owner_id == member.id)
    if view == "nobody":
        return and_(waits, ServiceCase.owner_id.is_(None))
    if view == "late":
        return and_(waits, ServiceCase.due_at < now())
    if view == "planned":
        return ServiceCase.state == Standing.PLANNED.value
    return ServiceCase.state == Standing.CLOSED.value if view == "closed" else waits
