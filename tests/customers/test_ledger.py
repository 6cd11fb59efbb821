"""Evidence of needs: added, taken back by adding, and always what a recount would say."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import func, insert, select

from accounts.commands import erase
from accounts.facts import MemberErased
from accounts.models import Member
from community.contributions.models import Contribution
from community.votes.commands import cast_vote, withdraw_vote
from community.votes.models import Vote
from customers import commands, ledger, queries
from customers.models import Need, NeedEvidence, NeedState, Purpose
from foundation import audit, clock
from foundation.database import db
from foundation.facts import tell
from foundation.outbox import OutboxJob
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution
from tests.factories.customers import a_buyer, a_linked_member, a_purchase

Drain = Callable[[], int]
Rows = set[tuple[int, str, int | None]]


def accepted(idea: Contribution) -> Need:
    return commands.decide_need(idea, NeedState.PLANNED)


def standing(need: Need) -> Rows:
    return {(row.member_id, row.part, row.customer_id) for _id, row in ledger.stands_now(need)}


def balance(need: Need) -> int:
    return db.session.scalar(select(func.sum(NeedEvidence.sign)).where(NeedEvidence.need_id == need.id)) or 0


def test_accepting_writes_the_author_and_each_supporter(app: Flask) -> None:
    author, customer = a_linked_member("20", "10.50")
    idea = a_contribution(author, title="Refill bags", excerpt="Twelve bags, twelve bins.")
    stranger = a_member()
    cast_vote(idea, stranger)
    need = accepted(idea)
    assert standing(need) == {(author.id, "author", customer.id), (stranger.id, "supporter", None)}
    evidence = queries.evidence_on(customer.id)[0]
    assert (evidence.quote, evidence.need.statement) == ("Twelve bags, twelve bins.", "Refill bags")
    assert evidence.snapshot["purchases"] == 2
    assert evidence.snapshot["spend_12_months_cents"] == 3050
    assert evidence.consent_id is not None


def test_the_snapshot_counts_twelve_months(app: Flask) -> None:
    member, customer = a_linked_member("10")
    a_purchase(customer, "99", clock.now() - timedelta(days=400))
    need = accepted(a_contribution(member))
    snapshot = queries.evidence_on(customer.id)[0].snapshot
    assert (snapshot["spend_cents"], snapshot["spend_12_months_cents"]) == (10900, 1000)
    assert balance(need) == 1


def test_who_allows_nothing_is_a_head_without_a_customer(app: Flask) -> None:
    member, _customer = a_linked_member("10", consents=False)
    assert standing(accepted(a_contribution(member))) == {(member.id, "author", None)}


def test_accepting_twice_writes_nothing_new(app: Flask) -> None:
    idea = a_contribution(a_member())
    need = accepted(idea)
    accepted(idea)
    commands.decide_need(idea, NeedState.MET)
    assert balance(need) == len(db.session.scalars(select(NeedEvidence)).all()) == 1


def test_un_accepting_adds_rows_that_take_back(app: Flask) -> None:
    member, _customer = a_linked_member("10")
    idea = a_contribution(member)
    need = accepted(idea)
    commands.decide_need(idea, NeedState.DECLINED)
    rows = db.session.scalars(select(NeedEvidence).order_by(NeedEvidence.id)).all()
    assert [(row.sign, row.reverses_id) for row in rows] == [(1, None), (-1, rows[0].id)]
    assert rows[1].reason == "not_accepted"
    accepted(idea)
    assert balance(need) == 1


def test_a_consent_given_later_puts_the_need_on_record_and_withdrawn_takes_it_off(
    app: Flask, drain: Drain
) -> None:
    member, customer = a_linked_member("10", consents=False)
    need = accepted(a_contribution(member))
    commands.give_consent(member, Purpose.RECORD)
    drain()
    assert standing(need) == {(member.id, "author", customer.id)}
    commands.withdraw_consent(member, Purpose.RECORD)
    drain()
    assert standing(need) == {(member.id, "author", None)}
    assert queries.evidence_on(customer.id) == []


def test_the_other_consent_touches_no_evidence(app: Flask, drain: Drain) -> None:
    member, _customer = a_linked_member("10", consents=False)
    need = accepted(a_contribution(member))
    commands.give_consent(member, Purpose.LOOP)
    drain()
    assert standing(need) == {(member.id, "author", None)}


def test_a_vote_after_the_acceptance_counts_and_its_withdrawal_too(app: Flask, drain: Drain) -> None:
    idea, (member, customer) = a_contribution(a_member()), a_linked_member("10")
    need = accepted(idea)
    cast_vote(idea, member)
    drain()
    assert (member.id, "supporter", customer.id) in standing(need)
    withdraw_vote(idea, member)
    drain()
    assert member.id not in {row[0] for row in standing(need)}


def test_a_vote_on_what_nobody_accepted_makes_no_work_here(app: Flask) -> None:
    idea, member = a_contribution(a_member()), a_member()
    cast_vote(idea, member)
    db.session.flush()
    jobs = select(func.count()).where(OutboxJob.kind.startswith("customers."))
    assert db.session.scalar(jobs) == 0


def test_who_objects_is_not_written_again(app: Flask) -> None:
    member, _customer = a_linked_member("10")
    idea = a_contribution(member)
    need = accepted(idea)
    commands.object_to_evidence(queries.evidence_of(member.id)[0], member)
    assert standing(need) == set()
    commands.decide_need(idea, NeedState.OPEN)
    accepted(idea)
    assert standing(need) == set()


def test_who_leaves_stays_a_head_without_words_or_value(app: Flask, drain: Drain) -> None:
    member, customer = a_linked_member("10")
    need = accepted(a_contribution(member, excerpt="My words"))
    member.erased_at = clock.now()
    tell(MemberErased(member.id))
    drain()
    rows = db.session.scalars(select(NeedEvidence)).all()
    assert all(row.quote == "" and row.snapshot == {} for row in rows)
    assert (balance(need), queries.evidence_on(customer.id), queries.is_linked(member.id)) == (1, [], False)
    commands.settle_all()
    assert balance(need) == 1


def test_a_vote_cast_while_the_idea_was_accepted_is_not_lost(app: Flask, drain: Drain) -> None:
    idea, member = a_contribution(a_member()), a_member()
    need = accepted(idea)
    vote = {"contribution_id": idea.id, "member_id": member.id, "direction": 1, "origin": "direct"}
    db.session.execute(insert(Vote), [vote | {"created_at": clock.now()}])
    drain()
    assert member.id not in {row[0] for row in standing(need)}
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        drain()
    assert member.id in {row[0] for row in standing(need)}


def test_who_erases_the_account_is_forgotten_here_too(app: Flask, drain: Drain) -> None:
    member, customer = a_linked_member("10")
    need = accepted(a_contribution(member, excerpt="My words"))
    erase(member)
    drain()
    assert (balance(need), queries.evidence_on(customer.id), queries.is_linked(member.id)) == (1, [], False)
    assert set(db.session.scalars(select(NeedEvidence.quote))) == {""}


def test_evidence_is_only_ever_added(app: Flask) -> None:
    accepted(a_contribution(a_member()))
    row = db.session.scalars(select(NeedEvidence)).one()
    row.part = "supporter"
    with pytest.raises(audit.Unchangeable):
        db.session.flush()


DEEDS = ("accept", "decline", "meet", "vote", "unvote", "allow", "forbid", "link", "unlink", "drain")


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 2)), max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_course_of_events_gives_the_ledger_of_a_recount(
    app: Flask, drain: Drain, deeds: list[tuple[str, int]]
) -> None:
    people = [a_member() for _ in range(3)]
    customers = [a_buyer(spent=("5",)) for _ in people]
    idea = a_contribution(people[0])
    for deed, number in deeds:
        do(deed, idea, people[number], customers[number].id, drain)
    drain()
    need = queries.need_from(idea.id)
    assert need is None or standing(need) == counted_afresh(need, idea, people)
    assert need is None or balance(need) == len(standing(need))


def do(deed: str, idea: Contribution, member: Member, customer_id: int, drain: Drain) -> None:
    link = queries.link_of(member.id)
    if deed in ("accept", "decline", "meet"):
        states = {"accept": NeedState.PLANNED, "decline": NeedState.DECLINED, "meet": NeedState.MET}
        commands.decide_need(idea, states[deed])
    elif deed == "vote" and member.id != idea.author_id:
        cast_vote(idea, member)
    elif deed == "unvote":
        withdraw_vote(idea, member)
    elif deed == "allow":
        commands.give_consent(member, Purpose.RECORD)
    elif deed == "forbid":
        commands.withdraw_consent(member, Purpose.RECORD)
    elif deed == "link" and link is None:
        customer = db.session.scalars(queries.customer(customer_id)).one()
        commands.link_reviewed(member, customer, member, "Known")
    elif deed == "unlink" and link is not None:
        commands.unlink(link, member, "Not me")
    elif deed == "drain":
        drain()


def counted_afresh(need: Need, idea: Contribution, people: list[Member]) -> Rows:
    """The same answer by other means: one member after the other, in Python."""
    if need.state not in ("planned", "met"):
        return set()
    voters = set(db.session.scalars(select(Vote.member_id).where(Vote.contribution_id == idea.id)))
    expected: Rows = set()
    for member in people:
        said = queries.consents_of(member.id).get("record")
        link = queries.link_of(member.id) if said and said.given else None
        part = "author" if member.id == idea.author_id else "supporter" if member.id in voters else ""
        if part:
            expected.add((member.id, part, link.customer_id if link else None))
    return expected
