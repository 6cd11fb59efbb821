"""The customer file as a list: whom it shows, in which order, and what stands in a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, extract, func, or_, select

from accounts.models import Member
from customers.contact import folded, normal_email
from customers.models import NEVER, ContactPoint, Customer, IdentityLink, NeedEvidence, Purchase
from customers.months import last_months
from customers.queries import YEAR, readable_by, standing
from foundation.clock import now
from foundation.database import db

SORTS = {
    "recent": Customer.last_purchase_at,
    "spend": Customer.spend_cents,
    "purchases": Customer.purchase_count,
}
QUIET = timedelta(days=180)


@dataclass(frozen=True)
class Counts:
    """How many customers each choice of the list shows."""

    everybody: int
    members: int
    needs: int
    quiet: int


def cards(reader: Member, text: str = "", who: str = "") -> Select[*tuple[Any, ...]]:
    """Lines of the list: those whose name, reference or e-mail holds the text, of a group if one is named."""
    question = select(
        Customer.id,
        Customer.ref,
        Customer.name,
        Customer.kind,
        Customer.currency,
        Customer.purchase_count,
        Customer.spend_cents,
        Customer.last_purchase_at,
        IdentityLink.member_id,
        select(func.count(NeedEvidence.id))
        .where(NeedEvidence.customer_id == Customer.id, _need(reader))
        .scalar_subquery()
        .label("needs"),
    ).outerjoin(
        IdentityLink, and_(IdentityLink.customer_id == Customer.id, IdentityLink.revoked_at.is_(None))
    )
    if who in ("members", "needs", "quiet"):
        question = question.where(_group(reader)[who])
    return question.where(_holds(text)) if text.strip() else question


def counts(reader: Member) -> Counts:
    """How many there are of each group, in one question."""
    question = select(
        select(func.count(Customer.id)).scalar_subquery(),
        select(func.count())
        .select_from(IdentityLink)
        .where(IdentityLink.revoked_at.is_(None))
        .scalar_subquery(),
        select(func.count(NeedEvidence.customer_id.distinct())).where(_need(reader)).scalar_subquery(),
        select(func.count(Customer.id)).where(_group(reader)["quiet"]).scalar_subquery(),
    )
    return Counts(*db.session.execute(question).one())


def rhythm(customers: Sequence[int]) -> dict[int, list[float]]:
    """What each of some customers paid in each of the last twelve months, in their own currency, in one question."""
    months = last_months(now().date(), 12)
    year, month = (extract(part, Purchase.purchased_at) for part in ("year", "month"))
    question = (
        select(Purchase.customer_id, year, month, func.sum(Purchase.amount_cents))
        .join(Customer, Customer.id == Purchase.customer_id)
        .where(Purchase.customer_id.in_(customers), Purchase.currency == Customer.currency)
        .where(Purchase.purchased_at >= now() - YEAR)
        .group_by(Purchase.customer_id, year, month)
    )
    places = {(one.year, one.month): place for place, one in enumerate(months)}
    found = {customer: [0.0] * len(months) for customer in customers}
    for customer, in_year, in_month, cents in db.session.execute(question):
        if (place := places.get((int(in_year), int(in_month)))) is not None:
            found[customer][place] = int(cents) / 100
    return found


def _group(reader: Member) -> dict[str, ColumnElement[bool]]:
    return {
        "members": IdentityLink.member_id.is_not(None),
        "needs": Customer.id.in_(select(NeedEvidence.customer_id).where(_need(reader))),
        "quiet": Customer.last_purchase_at.between(NEVER + timedelta(seconds=1), now() - QUIET),
    }


def _need(reader: Member) -> ColumnElement[bool]:
    """Evidence that stands on some customer's record and that the reader may know of."""
    return and_(NeedEvidence.customer_id.is_not(None), standing(), readable_by(reader))


def _holds(text: str) -> ColumnElement[bool]:
    reached = exists().where(
        ContactPoint.customer_id == Customer.id,
        ContactPoint.normal.contains(normal_email(text), autoescape=True),
    )
    return or_(
        Customer.name_folded.contains(folded(text), autoescape=True),
        func.lower(Customer.ref).contains(text.strip().lower(), autoescape=True),
        reached,
    )
