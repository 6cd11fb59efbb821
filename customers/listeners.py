"""What the customer file does when something happened: link, settle, forget."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from accounts.facts import MemberErased, MemberSealed, MemberVerified
from accounts.models import Member
from community.votes.facts import VoteCast, VoteWithdrawn
from customers import commands, queries, service
from customers.facts import ConsentChanged, CustomersImported, LinkChanged
from customers.models import Need
from foundation import outbox
from foundation.database import db
from foundation.outbox import Job
from moderation.service.facts import ServiceCaseMoved, ServiceCaseOpened


def link_member(fact: MemberVerified) -> None:
    """A verified address may say who the member is as a customer."""
    member = db.session.scalar(select(Member).where(Member.id == fact.member_id))
    if member is not None:
        commands.link_by_verified_email(member)


def link_imported(_fact: CustomersImported) -> None:
    """Customers that came in may be members."""
    commands.link_members()


def settle_consent(fact: ConsentChanged) -> None:
    """Evidence names the customer only while the member allows it."""
    commands.settle_member(fact.member_id, "consent_changed")


def settle_link(fact: LinkChanged) -> None:
    """Evidence follows the member's link."""
    commands.settle_member(fact.member_id, "link_changed")


def settle_vote(fact: VoteCast | VoteWithdrawn) -> None:
    """A vote on an accepted idea is evidence, and no longer when it is taken back."""
    need = queries.need_from(fact.contribution_id)
    if need is not None:
        commands.ledger.settle(need, fact.member_id, reason="vote_withdrawn")


def settle_need(payload: dict[str, Any], _job: Job) -> None:
    """Look at a whole need once more."""
    need = db.session.get(Need, payload["need_id"])
    if need is not None:
        commands.ledger.settle(need)


def settle_withdrawn(fact: VoteWithdrawn) -> None:
    """As for a vote that is cast."""
    settle_vote(fact)


def concerns_a_need(fact: VoteCast | VoteWithdrawn) -> bool:
    """Whether anything was asked for with this contribution that the house has accepted."""
    return queries.is_accepted_need(fact.contribution_id)


def record_service(fact: ServiceCaseOpened) -> None:
    """Somebody was let down: it stands on their time with us."""
    if fact.member_id is not None:
        service.settle(fact.member_id)


def follow_service(fact: ServiceCaseMoved) -> None:
    """How it went on stands there too."""
    if fact.member_id is not None:
        service.settle(fact.member_id)


def settle_service(fact: ConsentChanged) -> None:
    """Service cases stay on record only while the member allows it."""
    service.settle(fact.member_id)


def move_service(fact: LinkChanged) -> None:
    """Service cases follow the member’s link."""
    service.settle(fact.member_id)


def forget(fact: MemberErased | MemberSealed) -> None:
    """A member left: their words and their link go, the heads stay."""
    service.settle(fact.member_id)
    commands.forget_member(fact.member_id)


def init_app(app: Flask) -> None:
    """Begin to listen."""
    outbox.register(app, commands.SETTLE, settle_need)
    outbox.listen(app, MemberVerified, link_member, durable=True)
    outbox.listen(
        app, CustomersImported, link_imported, durable=True, when=lambda fact: fact.source == "customers"
    )
    outbox.listen(
        app, ConsentChanged, settle_consent, durable=True, when=lambda fact: fact.purpose == "record"
    )
    outbox.listen(app, LinkChanged, settle_link, durable=True)
    outbox.listen(app, ServiceCaseOpened, record_service, durable=True)
    outbox.listen(app, ServiceCaseMoved, follow_service, durable=True)
    outbox.listen(app, ConsentChanged, settle_service, durable=True)
    outbox.listen(app, LinkChanged, move_service, durable=True)
    outbox.listen(app, VoteCast, settle_vote, durable=True, when=concerns_a_need)
    outbox.listen(app, VoteWithdrawn, settle_withdrawn, durable=True, when=concerns_a_need)
    outbox.listen(app, MemberErased, forget, durable=True)
    outbox.listen(app, MemberSealed, forget, durable=True)
