"""Customers, what they bought, and members who are known to be them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from accounts.models import Member, Role
from customers import commands, queries
from customers.contact import folded, normal_email
from customers.imports.purchases import recount
from customers.models import (
    ContactPoint,
    Customer,
    IdentityLink,
    NeedEvidence,
    NeedState,
    Purchase,
    Purpose,
)
from foundation.clock import now
from foundation.database import db
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution

_numbers = count(1)


def a_crm_manager(**given: str) -> Member:
    """Paul, who keeps the customer file."""
    return a_member(Role.CRM_MANAGER, **{"name": "Paul"} | given)


def a_buyer(
    *, email: str = "", name: str = "Odile M.", spent: tuple[str, ...] = (), currency: str = "EUR"
) -> Customer:
    """A customer in the file, with purchases of these amounts, the last one yesterday."""
    number = next(_numbers)
    customer = Customer(ref=f"C-{number:05}", name=name, name_folded=folded(name), currency=currency)
    db.session.add(customer)
    db.session.flush()
    if email:
        point = ContactPoint(customer_id=customer.id, kind="email", value=email, normal=normal_email(email))
        db.session.add(point)
    for days, amount in enumerate(reversed(spent), 1):
        a_purchase(customer, amount, now() - timedelta(days=days))
    db.session.flush()
    return customer


def a_purchase(customer: Customer, amount: str, at: datetime | None = None, product: str = "") -> Purchase:
    """One purchase, counted."""
    cents = round(float(amount) * 100)
    purchase = Purchase(
        customer_id=customer.id, purchased_at=at or now(), quantity=1, amount_cents=cents, currency=customer.currency,
        product=product, source_key=f"{next(_numbers):016}".encode(),
    )  # fmt: skip
    db.session.add(purchase)
    db.session.flush()
    recount([customer.id])
    db.session.expire(customer)
    return purchase


def a_link(member: Member, customer: Customer) -> IdentityLink:
    """Say that the member is known to be that customer."""
    link = IdentityLink(member_id=member.id, customer_id=customer.id, level=1, method="verified_email")
    db.session.add(link)
    db.session.flush()
    return link


def a_linked_member(*spent: str, consents: bool = True) -> tuple[Member, Customer]:
    """A member who is a customer and lets the house write down what they need."""
    member, customer = a_member(), a_buyer(spent=spent)
    a_link(member, customer)
    if consents:
        commands.give_consent(member, Purpose.RECORD)
    return member, customer


def some_evidence(member: Member, **given: Any) -> NeedEvidence:
    """A need the member asked for and the house accepted."""
    commands.decide_need(a_contribution(member, **given), NeedState.PLANNED)
    return queries.evidence_of(member.id)[0]
