"""Deeds on the customer file: consents, links, needs and their evidence, notes."""

from datetime import timedelta

from sqlalchemy import Select, func, select, update

from accounts.models import Member
from community.contributions.models import Contribution
from community.votes.models import Vote
from customers import ledger, queries
from customers.facts import ConsentChanged, LinkChanged
from customers.models import (
    Consent,
    ContactPoint,
    Customer,
    CustomerNote,
    IdentityLink,
    Need,
    NeedEvidence,
    NeedState,
    Purpose,
)
from foundation import audit, outbox
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict, Invalid
from foundation.facts import tell
from foundation.language import _l, language
from foundation.upsert import insert_new

CONSENT_TEXT = "2026-11"
SETTLE = "customers.settle"
SOON = timedelta(minutes=1)


class AlreadyLinked(Conflict):
    """One of the two is linked to somebody else."""

    message = _l("One of the two is already linked. Unlink first, then link again.")


class ReasonMissing(Invalid):
    """A reason is needed."""

    message = _l("Please say why, in a few words.")
    field = "reason"


def give_consent(member: Member, purpose: Purpose, *, how: str = "my_data") -> bool:
    """Write down a yes; answer whether it changed anything."""
    return _say(member, purpose, given=True, how=how)


def withdraw_consent(member: Member, purpose: Purpose, *, how: str = "my_data") -> bool:
    """Write down a no; answer whether it changed anything."""
    return _say(member, purpose, given=False, how=how)


def stop_letters(member_id: int) -> None:
    """Write down the no of a member who stopped our letters from within one."""
    member = db.session.get(Member, member_id)
    if member is not None:
        withdraw_consent(member, Purpose.LOOP, how="letter")


def _say(member: Member, purpose: Purpose, *, given: bool, how: str) -> bool:
    last = queries.consents_of(member.id).get(purpose.value)
    if (last.given if last else False) is given:
        return False
    row = Consent(
        member_id=member.id,
        purpose=purpose.value,
        given=given,
        how=how,
        text_version=CONSENT_TEXT,
        language=language(),
    )
    db.session.add(row)
    db.session.flush()
    tell(ConsentChanged(member.id, purpose.value))
    return True


def link_by_verified_email(member: Member) -> IdentityLink | None:
    """Link a member to the one customer with their verified address; nobody is guessed."""
    if not member.is_verified or not member.email or not member.is_active or queries.is_linked(member.id):
        return None
    found = queries.customers_with_email(member.email)
    if len(found) != 1 or _was_refused(member.id, found[0]) or _is_taken(found[0]):
        return None
    return _link(member, found[0], level=1, method="verified_email")


def link_members() -> int:
    """Link every verified member who is not linked yet and whose address one customer has."""
    linked = 0
    for member_id in db.session.scalars(_unlinked()).all():
        linked += link_by_verified_email(db.session.get_one(Member, member_id)) is not None
    return linked


def _unlinked() -> Select[int]:
    known = select(ContactPoint.normal).where(ContactPoint.kind == "email")
    held = select(IdentityLink.member_id).where(IdentityLink.revoked_at.is_(None))
    return select(Member.id).where(
        Member.email_verified_at.is_not(None), func.lower(Member.email).in_(known), Member.id.not_in(held)
    )


def link_reviewed(member: Member, customer: Customer, by: Member, reason: str) -> IdentityLink:
    """Link a member and a customer because somebody of the house checked who they are."""
    if not reason.strip():
        raise ReasonMissing
    if queries.is_linked(member.id) or _is_taken(customer.id):
        raise AlreadyLinked
    link = _link(member, customer.id, level=3, method="reviewed", reason=reason.strip(), by=by)
    audit.note(
        by.id, "customers.link", ("customer", customer.id), {}, {"member": member.id, "reason": link.reason}
    )
    return link


def unlink(link: IdentityLink, by: Member, reason: str) -> None:
    """End a link; it stays on the record, and is not made again by itself."""
    if not reason.strip():
        raise ReasonMissing
    if link.revoked_at is not None:
        return
    link.revoked_at, link.revoked_by_id, link.revoked_because = now(), by.id, reason.strip()[:300]
    db.session.flush()
    if by.id != link.member_id:
        audit.note(
            by.id,
            "customers.unlink",
            ("customer", link.customer_id),
            {"member": link.member_id},
            {"reason": reason},
        )
    tell(LinkChanged(link.member_id))


def _link(
    member: Member, customer_id: int, *, level: int, method: str, reason: str = "", by: Member | None = None
) -> IdentityLink:
    link = IdentityLink(
        member_id=member.id, customer_id=customer_id, level=level, method=method, reason=reason[:300],
        made_by_id=by.id if by else None,
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    tell(LinkChanged(member.id))
    return link


def _was_refused(member_id: int, customer_id: int) -> bool:
    question = select(IdentityLink.id).where(
        IdentityLink.member_id == member_id,
        IdentityLink.customer_id == customer_id,
        IdentityLink.revoked_at.is_not(None),
    )
    return db.session.scalar(question.limit(1)) is not None


def _is_taken(customer_id: int) -> bool:
    question = select(IdentityLink.id).where(
        IdentityLink.customer_id == customer_id, IdentityLink.revoked_at.is_(None)
    )
    return db.session.scalar(question.limit(1)) is not None


def need_of(contribution: Contribution) -> Need:
    """The need a contribution gave rise to, made when it is first asked for."""
    insert_new(
        Need,
        contribution_id=contribution.id,
        statement=contribution.label,
        language=contribution.language,
        state=NeedState.OPEN.value,
    )
    return db.session.scalars(select(Need).where(Need.contribution_id == contribution.id)).one()


def decide_need(contribution: Contribution, state: NeedState) -> Need:
    """Say what the house made of a need, and bring all its evidence in line, in the caller's transaction."""
    need = need_of(contribution)
    need.state, need.statement = state.value, contribution.label
    db.session.flush()
    ledger.settle(need, reason="" if need.is_accepted else "not_accepted")
    # A vote that was being cast meanwhile saw the need as it was before, and asked for nothing.
    outbox.enqueue(SETTLE, {"need_id": need.id}, run_at=now() + SOON)
    return need


def object_to_evidence(evidence: NeedEvidence, member: Member) -> None:
    """The member says that this is not their need: it is taken back and not written again."""
    standing = [row.id for row in queries.evidence_of(member.id) if row.need_id == evidence.need_id]
    ledger.reverse(standing, ledger.OBJECTED)


def settle_member(member_id: int, reason: str = "") -> int:
    """Bring all evidence of a member in line with links, consents and votes as they are now."""
    return sum(ledger.settle(need, member_id, reason=reason) for need in _needs_of(member_id))


def _needs_of(member_id: int) -> list[Need]:
    """Accepted needs the member wrote or voted for, and those with a row of theirs."""
    own = select(Contribution.id).where(Contribution.author_id == member_id)
    voted = select(Vote.contribution_id).where(Vote.member_id == member_id)
    rows = select(NeedEvidence.need_id).where(NeedEvidence.member_id == member_id)
    question = select(Need).where(
        Need.contribution_id.in_(own) | Need.contribution_id.in_(voted) | Need.id.in_(rows)
    )
    return list(db.session.scalars(question.order_by(Need.id)))


def settle_all() -> int:
    """Bring the whole ledger in line; answer how many rows had to be written."""
    return sum(ledger.settle(need) for need in db.session.scalars(select(Need).order_by(Need.id)).all())


def forget_member(member_id: int) -> None:
    """Blank the words and the value of a member who left and end their link; the heads still count."""
    ledger.keep_heads(member_id)
    rows = update(NeedEvidence).where(NeedEvidence.member_id == member_id)
    db.session.execute(rows.values(quote="", snapshot={}).execution_options(synchronize_session=False))
    held = update(IdentityLink).where(IdentityLink.member_id == member_id, IdentityLink.revoked_at.is_(None))
    ended = held.values(revoked_at=now(), revoked_because="erased").execution_options(
        synchronize_session=False
    )
    db.session.execute(ended)


def write_note(customer: Customer, by: Member, text: str) -> CustomerNote:
    """Note something about a customer."""
    if not text.strip():
        raise Invalid(_l("Please write something first."), field="text")
    note = CustomerNote(customer_id=customer.id, author_id=by.id, text=text.strip()[:4000])
    db.session.add(note)
    db.session.flush()
    return note
