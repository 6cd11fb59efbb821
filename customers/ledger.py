"""The ledger of needs: who asked for what, kept right by adding rows only.

What ought to stand follows from the present: an accepted need has one row for its author and one for each
supporter; a row names the customer only while the member is linked and allows it. `settle` compares that with
what stands, takes back what no longer holds with compensating rows and writes what is missing. Rows of members
who left stay as they are: they count as heads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, insert, literal, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.votes.models import Vote
from customers.models import Consent, Customer, IdentityLink, Need, NeedEvidence, Part, Purchase, Purpose
from customers.queries import YEAR, latest_consent, standing
from foundation.clock import now
from foundation.database import db

OBJECTED = "objected"
CHUNK = 1000
Place = tuple[int, str]


@dataclass(frozen=True)
class Standing:
    """Who takes part how, and on which customer's record by which consent."""

    member_id: int
    part: str
    customer_id: int | None
    consent_id: int | None

    @property
    def place(self) -> Place:
        """What there may be one row of in a need."""
        return self.member_id, self.part


def settle(need: Need, member_id: int | None = None, *, reason: str = "") -> int:
    """Make the rows of a need (of one member, if given) say what is so now; answer how many were written."""
    db.session.execute(select(Need.id).where(Need.id == need.id).with_for_update())
    wanted = {one.place: one for one in ought_to_stand(need, member_id)}
    stands = dict(stands_now(need, member_id))
    gone = [row_id for row_id, one in stands.items() if wanted.get(one.place) != one]
    kept = {one.place for one in stands.values() if wanted.get(one.place) == one}
    new = [one for place, one in wanted.items() if place not in kept]
    reverse(gone, reason)
    _write(need, new)
    return len(gone) + len(new)


def ought_to_stand(need: Need, member_id: int | None = None) -> list[Standing]:
    """What the rows of a need ought to be, counted afresh from votes, links and consents."""
    if not need.is_accepted:
        return []
    author = select(Contribution.author_id.label("person"), literal(Part.AUTHOR.value).label("part")).where(
        Contribution.id == need.contribution_id
    )
    supporters = (
        select(Vote.member_id, literal(Part.SUPPORTER.value))
        .join(Contribution, Contribution.id == Vote.contribution_id)
        .where(Vote.contribution_id == need.contribution_id, Vote.direction == 1)
        .where(Contribution.author_id.is_distinct_from(Vote.member_id))
    )
    question = _on_record(author.union_all(supporters).subquery(), need)
    if member_id is not None:
        question = question.where(Member.id == member_id)
    return [Standing(*row) for row in db.session.execute(question)]


def _on_record(people: Any, need: Need) -> Select[Any]:
    """People with the customer and the consent, where there are both."""
    objectors = select(NeedEvidence.member_id).where(
        NeedEvidence.need_id == need.id, NeedEvidence.reason == OBJECTED
    )
    latest = latest_consent(Member.id, Purpose.RECORD)
    return (
        select(
            Member.id,
            people.c.part,
            case((Consent.id.is_not(None), IdentityLink.customer_id)),
            case((IdentityLink.customer_id.is_not(None), Consent.id)),
        )
        .join(people, people.c.person == Member.id)
        .outerjoin(IdentityLink, and_(IdentityLink.member_id == Member.id, IdentityLink.revoked_at.is_(None)))
        .outerjoin(Consent, and_(Consent.id == latest, Consent.given.is_(True)))
        .where(Member.erased_at.is_(None), Member.id.not_in(objectors))
    )


def stands_now(need: Need, member_id: int | None = None) -> Iterator[tuple[int, Standing]]:
    """The rows of present members that were written and not taken back, with their ids."""
    row = NeedEvidence
    question = (
        select(row.id, row.member_id, row.part, row.customer_id, row.consent_id)
        .join(Member, Member.id == row.member_id)
        .where(row.need_id == need.id, Member.erased_at.is_(None), standing())
    )
    if member_id is not None:
        question = question.where(row.member_id == member_id)
    return ((found[0], Standing(*found[1:])) for found in db.session.execute(question).all())


def reverse(evidence_ids: list[int], reason: str = "") -> None:
    """Take rows back, each with one row that says so."""
    for start in range(0, len(evidence_ids), CHUNK):
        chosen = NeedEvidence.id.in_(evidence_ids[start : start + CHUNK])
        db.session.execute(
            insert(NeedEvidence),
            [_against(row, reason) for row in db.session.scalars(select(NeedEvidence).where(chosen))],
        )


def keep_heads(member_id: int) -> None:
    """Take a member's rows off the customer's record, and count the same heads without it."""
    question = select(NeedEvidence).where(
        NeedEvidence.member_id == member_id, NeedEvidence.customer_id.is_not(None), standing()
    )
    named = db.session.scalars(question).all()
    reverse([row.id for row in named], "erased")
    for row in named:
        head = NeedEvidence(need_id=row.need_id, member_id=member_id, part=row.part, key=f"{row.key}:head")
        db.session.add(head)
    db.session.flush()


def _against(row: NeedEvidence, reason: str) -> dict[str, Any]:
    return {
        "need_id": row.need_id, "member_id": row.member_id, "part": row.part, "customer_id": row.customer_id,
        "consent_id": row.consent_id, "sign": -1, "reverses_id": row.id, "reason": reason, "quote": "",
        "snapshot": {}, "recorded_at": now(), "key": f"{row.key}:back",
    }  # fmt: skip


def _write(need: Need, people: list[Standing]) -> None:
    written = _times_written(need)
    quote = (
        db.session.scalar(select(Contribution.excerpt).where(Contribution.id == need.contribution_id)) or ""
    )
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        snapshots = _snapshots([one.customer_id for one in some if one.customer_id is not None])
        rows = [
            {
                "need_id": need.id, "member_id": one.member_id, "part": one.part, "customer_id": one.customer_id,
                "consent_id": one.consent_id, "sign": 1, "reverses_id": None, "reason": "", "recorded_at": now(),
                "quote": quote if one.part == Part.AUTHOR.value else "",
                "snapshot": snapshots.get(one.customer_id or 0, {}),
                "key": f"need:{need.id}:member:{one.member_id}:{one.part}:{written.get(one.place, 0) + 1}",
            }
            for one in some
        ]  # fmt: skip
        db.session.execute(insert(NeedEvidence), rows)


def _times_written(need: Need) -> dict[Place, int]:
    """How often each place was written before: the next key, which a second writer cannot use too."""
    row = NeedEvidence
    question = select(row.member_id, row.part, func.count()).where(row.need_id == need.id, row.sign == 1)
    return {
        (found[0], found[1]): found[2]
        for found in db.session.execute(question.group_by(row.member_id, row.part))
    }


def _snapshots(customer_ids: list[int]) -> dict[int, dict[str, Any]]:
    """What each customer was worth at this moment, kept with the evidence."""
    year = (
        select(
            Purchase.customer_id, func.sum(Purchase.amount_cents).label("cents"), func.max(Purchase.currency)
        )
        .where(Purchase.customer_id.in_(customer_ids), Purchase.purchased_at >= now() - YEAR)
        .join(Customer, and_(Customer.id == Purchase.customer_id, Customer.currency == Purchase.currency))
        .group_by(Purchase.customer_id)
        .subquery()
    )
    question = (
        select(
            Customer.id, Customer.purchase_count, Customer.spend_cents, year.c.cents, Customer.currency,
            Customer.last_purchase_at,
        )
        .outerjoin(year, year.c.customer_id == Customer.id)
        .where(Customer.id.in_(customer_ids))
    )  # fmt: skip
    return {row[0]: _snapshot(*row[1:]) for row in db.session.execute(question)}


def _snapshot(purchases: int, spend: int, year: int | None, currency: str, last: datetime) -> dict[str, Any]:
    return {
        "purchases": purchases,
        "spend_cents": int(spend),
        "spend_12_months_cents": int(year or 0),
        "currency": currency,
        "last_purchase_at": last.isoformat() if purchases else None,
    }
