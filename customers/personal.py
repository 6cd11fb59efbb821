"""Everything the house knows of a member, in one document they can take along."""

from typing import Any

from flask import url_for
from sqlalchemy import select

from accounts.holds.queries import holds_on
from accounts.models import Member
from community.contributions.models import Contribution
from community.pictures.models import Picture
from community.pictures.queries import sent_by
from community.votes.models import Vote
from customers import queries
from customers.models import Consent, IdentityLink
from foundation.clock import now
from foundation.database import db
from moderation.appeals import queries as appeals
from moderation.sanctions.queries import sanctions_of, strikes_of
from moderation.service.queries import cases_of, lines_of
from moderation.statements.queries import as_data, of


def all_about(member: Member) -> dict[str, Any]:
    """Account, contributions, pictures, votes, consents, links, purchases and needs of a member."""
    link = queries.link_of(member.id)
    return {
        "made_at": now().isoformat(),
        "account": {
            "name": member.name, "email": member.email, "language": member.language, "timezone": member.timezone,
            "bio": member.bio, "role": member.role.value, "since": member.created_at.isoformat(),
        },
        "contributions": _contributions(member),
        "pictures": _pictures(member),
        "votes": _votes(member),
        "consents": _consents(member),
        "decisions": [as_data(one) for one in of(member)],
        "appeals": [appeals.as_data(one) for one in db.session.scalars(appeals.own(member))],
        "kept_for_the_law": [
            {"what": one.kind, "number": one.object_id, "since": one.set_at.isoformat()} for one in holds_on(member.id)
        ],
        "links": _links(member),
        "customer": _customer(link) if link else None,
        "needs": _needs(member),
        "service": _service(member),
        "standing": _standing(member),
    }  # fmt: skip


def _contributions(member: Member) -> list[dict[str, Any]]:
    question = select(Contribution).where(Contribution.author_id == member.id).order_by(Contribution.id)
    return [
        {
            "id": one.id, "kind": one.kind, "title": one.title, "text": one.source, "state": one.state,
            "written_at": one.created_at.isoformat(),
        }
        for one in db.session.scalars(question)
    ]  # fmt: skip


def _pictures(member: Member) -> list[dict[str, Any]]:
    return [
        {
            "contribution": one.contribution_id, "shows": one.alt, "width": one.width, "height": one.height,
            "bytes": one.weight, "sent_at": one.created_at.isoformat(), "address": _address(one),
        }
        for one in sent_by(member)
    ]  # fmt: skip


def _address(one: Picture) -> str:
    return url_for("community.picture", key=one.key, size="full", _external=True)


def _votes(member: Member) -> list[dict[str, Any]]:
    question = select(Vote.contribution_id, Vote.direction, Vote.created_at).where(
        Vote.member_id == member.id
    )
    rows = db.session.execute(question.order_by(Vote.created_at))
    return [{"contribution": row[0], "direction": row[1], "at": row[2].isoformat()} for row in rows]


def _consents(member: Member) -> list[dict[str, Any]]:
    rows = db.session.scalars(select(Consent).where(Consent.member_id == member.id).order_by(Consent.id))
    return [
        {
            "purpose": row.purpose,
            "given": row.given,
            "at": row.at.isoformat(),
            "how": row.how,
            "text": row.text_version,
        }
        for row in rows
    ]


def _links(member: Member) -> list[dict[str, Any]]:
    rows = db.session.scalars(
        select(IdentityLink).where(IdentityLink.member_id == member.id).order_by(IdentityLink.id)
    )
    return [
        {
            "method": row.method, "level": row.level, "since": row.made_at.isoformat(),
            "until": row.revoked_at.isoformat() if row.revoked_at else None,
        }
        for row in rows
    ]  # fmt: skip


def _customer(link: IdentityLink) -> dict[str, Any]:
    customer = link.customer
    return {
        "reference": customer.ref,
        "name": customer.name,
        "contact": [{"kind": one.kind, "value": one.value} for one in queries.contact_points(customer.id)],
        "purchases": [
            {
                "at": one.purchased_at.isoformat(), "quantity": one.quantity, "amount": str(one.amount),
                "currency": one.currency, "product": one.product,
            }
            for one in queries.purchases_of(customer.id, limit=100_000)
        ],
    }  # fmt: skip


def _needs(member: Member) -> list[dict[str, Any]]:
    evidence = queries.evidence_of(member.id)
    sealed = queries.sealed_among(evidence, member)
    return [
        {
            "need": None if row.need_id in sealed else row.need.statement, "state": row.need.state, "part": row.part, "quote": row.quote,
            "on_customer_record": row.customer_id is not None, "snapshot": row.snapshot, "at": row.recorded_at.isoformat(),
        }
        for row in evidence
    ]  # fmt: skip


def _service(member: Member) -> list[dict[str, Any]]:
    return [
        {
            "subject": case.subject, "state": case.state, "opened_at": case.opened_at.isoformat(),
            "said": [
                {"by": "house" if line.by_house else "you", "at": line.said_at.isoformat(), "text": line.text}
                for line in lines_of(case)
            ],
        }
        for case in cases_of(member.id)
    ]  # fmt: skip


def _standing(member: Member) -> dict[str, Any]:
    return {
        "points": [
            {"points": one.points, "reason": one.reason, "at": one.given_at.isoformat(), "taken_back": bool(one.removed_at)}
            for one in strikes_of(member.id)
        ],
        "measures": [
            {
                "measure": one.measure, "reason": one.reason, "from": one.begins_at.isoformat(),
                "until": one.ends_at.isoformat() if one.ends_at else None, "lifted": bool(one.lifted_at),
            }
            for one in sanctions_of(member.id)
            if one.begins_at
        ],
    }  # fmt: skip
