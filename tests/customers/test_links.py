"""Who is known to be which customer, and who is not guessed."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.facts import MemberVerified
from customers import commands, queries
from customers.imports import running
from foundation import audit
from foundation.database import db
from foundation.facts import tell
from tests.factories.accounts import a_member
from tests.factories.customers import a_buyer, a_crm_manager, a_link

Drain = Callable[[], int]


def test_a_verified_address_that_one_customer_has_links_the_two(app: Flask, drain: Drain) -> None:
    member, customer = a_member(email="ines@example.org"), a_buyer(email="Ines@Example.org")
    tell(MemberVerified(member.id))
    drain()
    link = queries.link_of(member.id)
    assert link is not None
    assert (link.customer_id, link.level, link.method) == (customer.id, 1, "verified_email")


def test_an_address_two_customers_have_links_nobody(app: Flask) -> None:
    member = a_member(email="house@example.org")
    a_buyer(email="house@example.org")
    a_buyer(email="house@example.org")
    assert commands.link_by_verified_email(member) is None


def test_an_address_that_is_not_verified_links_nobody(app: Flask) -> None:
    member = a_member(email="ines@example.org", email_verified_at=None)
    a_buyer(email="ines@example.org")
    assert commands.link_by_verified_email(member) is None


def test_a_plus_tag_is_part_of_the_address(app: Flask) -> None:
    a_buyer(email="ines+coffee@example.org")
    assert commands.link_by_verified_email(a_member(email="ines@example.org")) is None


def test_a_customer_who_is_somebody_else_already_is_not_taken(app: Flask) -> None:
    customer = a_buyer(email="ines@example.org")
    a_link(a_member(), customer)
    assert commands.link_by_verified_email(a_member(email="ines@example.org")) is None


def test_a_link_that_was_ended_is_not_made_again_by_itself(app: Flask) -> None:
    member, customer = a_member(email="ines@example.org"), a_buyer(email="ines@example.org")
    commands.unlink(a_link(member, customer), member, "Not me")
    assert commands.link_by_verified_email(member) is None
    assert queries.links_of(customer.id)[0].revoked_because == "Not me"


def test_customers_who_come_later_find_their_members(app: Flask, drain: Drain) -> None:
    member = a_member(email="ines@example.org")
    running.run("customers", BytesIO(b"customer_ref,email\nC-9,INES@example.org\n"))
    drain()
    assert queries.is_linked(member.id)


def test_somebody_of_the_house_links_with_a_reason_and_it_is_noted(app: Flask) -> None:
    member, customer, paul = a_member(), a_buyer(), a_crm_manager()
    with pytest.raises(commands.ReasonMissing):
        commands.link_reviewed(member, customer, paul, " ")
    link = commands.link_reviewed(member, customer, paul, "Showed the order number")
    assert (link.level, queries.link_of(member.id), link.customer) == (3, link, customer)
    with pytest.raises(commands.AlreadyLinked):
        commands.link_reviewed(a_member(), customer, paul, "Also")
    line = db.session.scalars(select(audit.AuditLine)).one()
    assert (line.action, line.actor_id, line.object_id) == ("customers.link", paul.id, customer.id)


def test_a_link_is_revoked_never_rewritten(app: Flask) -> None:
    link = a_link(a_member(), a_buyer())
    link.reason = "another"
    with pytest.raises(audit.Unchangeable):
        db.session.flush()
