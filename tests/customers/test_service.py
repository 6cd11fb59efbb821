"""A service case stands on the customer's time, while the member allows a record."""

from collections.abc import Callable

from accounts.models import Role
from community.spaces.models import Audience
from customers.commands import give_consent, withdraw_consent
from customers.models import Purpose
from customers.service import on_record
from foundation.database import db
from moderation.service import commands
from tests.browser_client import Browser
from tests.factories.accounts import a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.customers import a_buyer, a_link


def test_a_case_reaches_the_customer_file_with_consent_and_leaves_it_without(
    browser: Browser, drain: Callable[[], int]
) -> None:
    member, customer, crm = a_member(), a_buyer(), a_member(Role.CRM_MANAGER)
    a_link(member, customer)
    commands.ask(member, "The lid broke", "Third time.")
    drain()
    assert on_record(customer.id, crm) == []
    give_consent(member, Purpose.RECORD)
    drain()
    [row] = on_record(customer.id, crm)
    assert row.subject == "The lid broke"
    assert "The lid broke" in browser.sign_in(crm).get(f"/customers/{customer.id}").text
    withdraw_consent(member, Purpose.RECORD)
    drain()
    assert on_record(customer.id, crm) == []


def test_a_sealed_case_stays_out_of_the_file_of_whoever_is_outside(drain: Callable[[], int]) -> None:
    member, customer = a_member(), a_buyer()
    a_link(member, customer)
    give_consent(member, Purpose.RECORD)
    sealed = a_contribution(member, space=a_space(audience=Audience.CIRCLE.value))
    commands.open_for(sealed, a_moderator())
    drain()
    assert on_record(customer.id, a_member(Role.CRM_MANAGER)) == []
    db.session.rollback()
