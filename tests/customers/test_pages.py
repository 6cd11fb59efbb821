"""The customer desk and a member's own data, as pages."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Role
from customers import commands, listing, queries
from customers.models import Consent, Customer, NeedEvidence, Purpose
from foundation import clock
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_member
from tests.factories.community import a_space
from tests.factories.customers import (
    a_buyer,
    a_crm_manager,
    a_link,
    a_linked_member,
    a_purchase,
    some_evidence,
)
from tests.questions import counted

Drain = Callable[[], int]


@pytest.fixture
def paul(browser: Browser) -> Browser:
    return browser.sign_in(a_crm_manager())


@pytest.mark.parametrize("role", [role for role in Role if not role.reads_customers])
def test_nobody_else_reads_the_customer_file(browser: Browser, role: Role) -> None:
    customer = a_buyer()
    browser.sign_in(a_member(role))
    for url in (
        "/customers/",
        f"/customers/{customer.id}",
        "/customers/export/customers.csv",
        "/customers/import",
    ):
        assert browser.get(url).status_code == 403


def test_an_empty_file_says_how_to_fill_it(paul: Browser) -> None:
    assert "customers import purchases" in paul.get("/customers/").text


def test_the_list_finds_by_name_reference_and_address(paul: Browser) -> None:
    a_buyer(name="Zoé Brûlé", email="zoe@example.org")
    a_buyer(name="Théo")
    for text in ("zoe", "BRULE", "zoe@ex", "Zoé"):
        page = paul.get(f"/customers/?q={text}").text
        assert "Zoé Brûlé" in page
        assert "Théo" not in page
    assert "Nobody like that" in paul.get("/customers/?q=100%25_").text


@pytest.mark.parametrize(
    ("sort", "first"), [("spend", "Rich"), ("purchases", "Often"), ("recent", "Often"), ("'; --", "Often")]
)
def test_the_list_is_put_in_order(paul: Browser, sort: str, first: str) -> None:
    a_buyer(name="Often", spent=("1", "1", "1"))
    a_buyer(name="Rich", spent=("900",)).last_purchase_at = clock.now() - queries.YEAR
    page = paul.get("/customers/", query_string={"sort": sort}).text
    other = {"Rich": "Often", "Often": "Rich"}[first]
    assert page.index(first) < page.index(other)


def test_the_list_goes_on_where_it_stopped(paul: Browser) -> None:
    for number in range(60):
        a_buyer(name=f"Number {number:02}")
    first = paul.get("/customers/").text
    link = first.split('data-key="n"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = paul.get(link).text
    seen = [f"Number {number:02}" for number in range(60) if f"Number {number:02}<" in first + second]
    assert len(seen) == 60


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMiwzXQ", "bnVsbA", "%00"])
def test_a_broken_cursor_is_the_first_page(paul: Browser, cursor: str) -> None:
    a_buyer(name="Zoé")
    assert "Zoé" in paul.get(f"/customers/?after={cursor}").text


@pytest.mark.parametrize(
    ("who", "shown"), [("members", "Linked"), ("needs", "Linked"), ("quiet", "Gone"), ("", "Linked")]
)
def test_the_list_shows_the_group_that_was_asked_for(paul: Browser, who: str, shown: str) -> None:
    member, customer = a_linked_member("20")
    customer.name = "Linked"
    some_evidence(member)
    a_buyer(name="Gone", spent=("5",)).last_purchase_at = clock.now() - timedelta(days=200)
    a_buyer(name="Fresh")
    page = paul.get("/customers/", query_string={"who": who}).text
    assert shown in page
    assert ("Fresh" in page) is (who == "")


def test_a_group_without_anybody_says_so(paul: Browser) -> None:
    a_buyer(name="Fresh")
    assert "Nobody here" in paul.get("/customers/?who=members").text


def test_a_line_of_the_list_shows_the_rhythm_of_a_year(paul: Browser) -> None:
    customer = a_buyer(spent=("5",))
    a_purchase(customer, "7.50", clock.now() - timedelta(days=100))
    a_purchase(customer, "9", clock.now() - timedelta(days=800))
    months = listing.rhythm([customer.id])[customer.id]
    assert len(months) == 12
    assert sum(months) == 12.5
    assert "Bought in 2 of the last twelve months" in paul.get("/customers/").text


def test_a_long_story_keeps_its_earlier_part_folded(paul: Browser) -> None:
    customer = a_buyer()
    for number in range(15):
        a_purchase(customer, "5", clock.now() - timedelta(days=31 * number))
    page = paul.get(f"/customers/{customer.id}").text
    assert "3 earlier events" in page


def test_the_list_asks_the_database_little_however_long_it_is(app: Flask, paul: Browser) -> None:
    for _number in range(55):
        a_buyer(email=f"{_number}@example.org")
    with counted() as few:
        paul.get("/customers/")
    assert len(few) <= 7


def test_a_customer_is_shown_with_purchases_needs_and_consents(paul: Browser) -> None:
    member, customer = a_linked_member("20", "10.50")
    a_purchase(customer, "5", clock.now() - timedelta(days=70))
    some_evidence(member, title="Refill bags", excerpt="Twelve bags, twelve bins.")
    page = paul.get(f"/customers/{customer.id}").text
    for part in ("€35.50", "Refill bags", "Twelve bags, twelve bins.", "with consent", member.name, "<rect"):
        assert part in page


def test_the_page_of_a_customer_asks_a_fixed_number_of_questions(app: Flask, paul: Browser) -> None:
    member, customer = a_linked_member(*["5"] * 40)
    for _number in range(10):
        some_evidence(member)
    with counted() as few:
        paul.get(f"/customers/{customer.id}")
    assert len(few) <= 13


def test_without_consent_the_desk_sees_neither_needs_nor_name(paul: Browser, drain: Drain) -> None:
    member, customer = a_linked_member("20")
    some_evidence(member, title="Refill bags")
    commands.withdraw_consent(member, Purpose.RECORD)
    drain()
    page = paul.get(f"/customers/{customer.id}").text
    assert "Refill bags" not in page
    assert f">{member.name}<" not in page
    assert "keeps their contributions to themselves" in page


def test_what_was_asked_in_a_sealed_circle_is_not_told_outside_it(paul: Browser) -> None:
    member, customer = a_linked_member("20")
    sealed = a_space(audience="circle", circle=(member,))
    some_evidence(member, title="Secret blend", space=sealed)
    some_evidence(member, title="Refill bags")
    for url in (f"/customers/{customer.id}", "/customers/export/needs.csv"):
        assert "Refill bags" in paul.get(url).text
        assert "Secret blend" not in paul.get(url).text


def test_the_story_can_be_narrowed(paul: Browser) -> None:
    member, customer = a_linked_member("20")
    some_evidence(member, title="Refill bags")
    assert "story__event--asked" not in paul.get(f"/customers/{customer.id}?show=bought").text
    assert "story__event--bought" in paul.get(f"/customers/{customer.id}?show=bought").text


def test_a_link_by_hand_needs_a_member_and_a_reason(paul: Browser) -> None:
    customer, member = a_buyer(), a_member(email="ines@example.org")
    url = f"/customers/{customer.id}/link"
    assert paul.post(url, email="ines@example.org", reason="").status_code == 422
    wrong = paul.post(url, email="nobody@example.org", reason="Order number")
    assert wrong.status_code == 422
    assert "No member has this address" in wrong.text
    assert "Order number" in wrong.text
    assert paul.post(url, email="Ines@example.org", reason="Order number").status_code == 303
    assert queries.is_linked(member.id)
    assert paul.post(url, email="ines@example.org", reason="Again").status_code == 409
    assert paul.post(f"/customers/{customer.id}/unlink", reason="Wrong person").status_code == 303
    assert not queries.is_linked(member.id)


def test_a_note_is_kept_and_told(paul: Browser) -> None:
    customer = a_buyer()
    assert paul.post(f"/customers/{customer.id}/notes", text="<b>Likes</b> it dark").status_code == 303
    assert "&lt;b&gt;Likes&lt;/b&gt; it dark" in paul.get(f"/customers/{customer.id}").text
    assert paul.post(f"/customers/{customer.id}/notes", text=" ").status_code == 422


def test_a_file_is_loaded_from_the_page_and_its_faults_are_told(paul: Browser) -> None:
    text = "customer_ref,purchased_at,amount\nA,2026-01-02,5\nA,soon,5\n"
    page = paul.post("/customers/import", kind="purchases", file=(BytesIO(text.encode()), "p.csv"))
    assert page.status_code == 200
    assert "soon" in page.text
    assert db.session.scalar(select(func.count()).select_from(Customer)) == 1
    strict = paul.post(
        "/customers/import", kind="purchases", strict="y", file=(BytesIO(text.encode()), "p.csv")
    )
    assert "Nothing was kept" in strict.text
    assert paul.post("/customers/import", kind="purchases").status_code == 422
    wrong = paul.post("/customers/import", kind="customers", file=(BytesIO(b"\x00\xff\xfe"), "p.csv"))
    assert wrong.status_code == 422


def test_the_file_is_taken_out_as_csv(paul: Browser) -> None:
    a_buyer(name="Zoé")
    answer = paul.get("/customers/export/customers.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "Zoé" in answer.text
    assert paul.get("/customers/export/secrets.csv").status_code == 404


def test_a_member_sees_what_is_known_and_takes_it_along(browser: Browser) -> None:
    member, customer = a_linked_member("20")
    some_evidence(member, title="Refill bags")
    browser.sign_in(member)
    page = browser.get("/me/data").text
    for part in ("Refill bags", customer.ref, "€20.00", "You allowed it on"):
        assert part in page
    document = browser.get("/me/data.json").json
    assert document is not None
    assert document["customer"]["reference"] == customer.ref
    assert [need["need"] for need in document["needs"]] == ["Refill bags"]
    assert document["consents"][0]["given"] is True


def test_a_member_gives_and_withdraws_consent_as_rows(browser: Browser) -> None:
    member = a_member()
    browser.sign_in(member)
    for given in ("yes", "yes", "no"):
        assert browser.post("/me/data/consents/record", given=given).status_code == 303
    assert browser.post("/me/data/consents/everything", given="yes").status_code == 404
    rows = db.session.scalars(
        select(Consent).where(Consent.member_id == member.id).order_by(Consent.id)
    ).all()
    assert [row.given for row in rows] == [True, False]


def test_a_member_takes_a_need_back_but_not_another_s(browser: Browser) -> None:
    member, _customer = a_linked_member("20")
    mine, theirs = some_evidence(member), some_evidence(a_member())
    browser.sign_in(member)
    assert browser.post(f"/me/data/needs/{theirs.id}/objection").status_code == 404
    assert browser.post(f"/me/data/needs/{mine.id}/objection").status_code == 303
    assert queries.evidence_of(member.id) == []
    assert (
        db.session.scalar(select(func.sum(NeedEvidence.sign)).where(NeedEvidence.member_id == member.id)) == 0
    )


def test_a_member_says_that_it_is_not_them(browser: Browser) -> None:
    member, customer = a_member(), a_buyer()
    a_link(member, customer)
    browser.sign_in(member)
    assert browser.post("/me/data/link/end").status_code == 303
    assert not queries.is_linked(member.id)
    assert "do not know you as a customer" in browser.get("/me/data").text


@pytest.mark.parametrize("number", [2**31, 2**53 - 1, 2**53, 2**63, 10**30])
def test_a_number_no_customer_has_is_not_found(paul: Browser, number: int) -> None:
    assert paul.get(f"/customers/{number}").status_code == 404


@pytest.mark.parametrize(
    "values", [[2**70, 1], [2**40, 2**40], [float("inf"), 1], ["9999-12-31T23:59:59+00:00", 2**53]]
)
@pytest.mark.parametrize("sort", ["recent", "spend", "purchases"])
def test_a_cursor_made_up_is_no_fault(paul: Browser, values: list[object], sort: str) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    assert paul.get(f"/customers/?sort={sort}&after={cursor}").status_code == 200
