"""Questions to the customer file."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from customers.contact import normal_email
from customers.models import (
    Consent,
    ContactPoint,
    Customer,
    CustomerNote,
    IdentityLink,
    Need,
    NeedEvidence,
    NeedState,
    Purchase,
    Purpose,
)
from foundation.clock import now
from foundation.database import db

YEAR = timedelta(days=365)


def customer(customer_id: int) -> Select[Customer]:
    """One customer."""
    return select(Customer).where(Customer.id == customer_id)


def contact_points(customer_id: int) -> list[ContactPoint]:
    """How to reach a customer."""
    question = select(ContactPoint).where(ContactPoint.customer_id == customer_id)
    return list(db.session.scalars(question.order_by(ContactPoint.kind, ContactPoint.id)))


def purchases_of(customer_id: int, limit: int = 200) -> list[Purchase]:
    """What a customer bought, the latest first."""
    question = select(Purchase).where(Purchase.customer_id == customer_id)
    return list(
        db.session.scalars(question.order_by(Purchase.purchased_at.desc(), Purchase.id.desc()).limit(limit))
    )


def notes_on(customer_id: int) -> list[tuple[CustomerNote, str | None]]:
    """Notes on a customer with the names of those who wrote them."""
    question = (
        select(CustomerNote, Member.name)
        .outerjoin(Member, Member.id == CustomerNote.author_id)
        .where(CustomerNote.customer_id == customer_id)
        .order_by(CustomerNote.at.desc(), CustomerNote.id.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(question)]


def links_of(customer_id: int) -> list[IdentityLink]:
    """All links a customer has or had, the latest first."""
    question = select(IdentityLink).where(IdentityLink.customer_id == customer_id)
    return list(
        db.session.scalars(question.order_by(IdentityLink.id.desc()).options(joinedload(IdentityLink.member)))
    )


def link_of(member_id: int) -> IdentityLink | None:
    """The link of a member that holds now, with the customer."""
    question = select(IdentityLink).where(
        IdentityLink.member_id == member_id, IdentityLink.revoked_at.is_(None)
    )
    return db.session.scalars(question.options(joinedload(IdentityLink.customer))).first()


def is_linked(member_id: int) -> bool:
    """Whether a member is known to be some customer."""
    question = select(IdentityLink.id).where(
        IdentityLink.member_id == member_id, IdentityLink.revoked_at.is_(None)
    )
    return db.session.scalar(question.limit(1)) is not None


def customers_with_email(address: str) -> list[int]:
    """Ids of at most two customers with an address."""
    question = select(ContactPoint.customer_id).distinct()
    question = question.where(ContactPoint.kind == "email", ContactPoint.normal == normal_email(address))
    return list(db.session.scalars(question.limit(2)))


def consents_of(member_id: int) -> dict[str, Consent]:
    """The latest word of a member on each purpose."""
    latest = select(func.max(Consent.id)).where(Consent.member_id == member_id).group_by(Consent.purpose)
    return {
        found.purpose: found for found in db.session.scalars(select(Consent).where(Consent.id.in_(latest)))
    }


def latest_consent(member_id: Any, purpose: Purpose) -> ColumnElement[int]:
    """Id of the last consent row of a member, for use inside another question."""
    row = aliased(Consent)
    question = select(func.max(row.id)).where(row.member_id == member_id, row.purpose == purpose.value)
    return question.correlate_except(row).scalar_subquery()


def consents_to(member_id: Any, purpose: Purpose) -> ColumnElement[bool]:
    """Whether a member's last word on a purpose is yes, for use inside another question."""
    return (
        exists()
        .where(Consent.id == latest_consent(member_id, purpose), Consent.given.is_(True))
        .correlate_except(Consent)
    )


def need_from(contribution_id: int) -> Need | None:
    """The need a contribution gave rise to."""
    return db.session.scalar(select(Need).where(Need.contribution_id == contribution_id))


def is_accepted_need(contribution_id: int) -> bool:
    """Whether the house accepted what a contribution asks for; asked at every vote, so it loads nothing."""
    accepted = (NeedState.PLANNED.value, NeedState.MET.value)
    question = select(Need.id).where(Need.contribution_id == contribution_id, Need.state.in_(accepted))
    return db.session.scalar(question) is not None


def standing(alias: type[NeedEvidence] = NeedEvidence) -> ColumnElement[bool]:
    """Evidence that was written and not taken back."""
    reversal = aliased(NeedEvidence)
    taken_back = exists().where(reversal.reverses_id == alias.id).correlate_except(reversal)
    return and_(alias.sign == 1, ~taken_back)


def evidence_on(customer_id: int, reader: Member | None = None) -> list[NeedEvidence]:
    """The standing evidence of a customer's needs that the reader may know of, the latest first."""
    question = select(NeedEvidence).where(NeedEvidence.customer_id == customer_id, standing())
    if reader is not None:
        question = question.where(readable_by(reader))
    question = question.order_by(NeedEvidence.recorded_at.desc(), NeedEvidence.id.desc())
    return list(db.session.scalars(question.options(joinedload(NeedEvidence.need))))


def readable_by(reader: Member) -> ColumnElement[bool]:
    """Evidence from contributions the reader may open: a sealed circle stays sealed on the customer's page."""
    seen = (
        select(Need.id).join(Contribution, Contribution.id == Need.contribution_id).where(visible_to(reader))
    )
    return NeedEvidence.need_id.in_(seen)


def evidence_of(member_id: int) -> list[NeedEvidence]:
    """The standing evidence of a member's needs, the latest first."""
    question = select(NeedEvidence).where(NeedEvidence.member_id == member_id, standing())
    question = question.order_by(NeedEvidence.recorded_at.desc(), NeedEvidence.id.desc())
    return list(db.session.scalars(question.options(joinedload(NeedEvidence.need))))


def sealed_among(evidence: list[NeedEvidence], reader: Member) -> set[int]:
    """Ids of the needs that come from a circle or a page now closed to the reader: theirs, but not to be named."""
    ids = {row.need_id for row in evidence}
    seen = select(Need.id).join(Contribution, Contribution.id == Need.contribution_id)
    return ids - set(db.session.scalars(seen.where(Need.id.in_(ids), visible_to(reader)))) if ids else set()


def spent_since(customer_id: int, moment: datetime | None = None) -> Decimal:
    """What a customer paid in their own currency since a moment, a year ago if none is given."""
    question = (
        select(func.coalesce(func.sum(Purchase.amount_cents), 0))
        .join(Customer, Customer.id == Purchase.customer_id)
        .where(Purchase.customer_id == customer_id, Purchase.currency == Customer.currency)
        .where(Purchase.purchased_at >= (moment or now() - YEAR))
    )
    return Decimal(int(db.session.scalar(question) or 0)) / 100
