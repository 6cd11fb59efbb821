"""Hold a thing for the law, lift it, and finish what waited for that."""

from sqlalchemy import delete, select, update

from accounts.facts import MemberErased
from accounts.holds.models import Held, KeptIdentity, LegalHold
from accounts.holds.queries import hold_on, holds_on
from accounts.models import Member
from foundation import audit
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid
from foundation.facts import tell
from foundation.language import _l
from foundation.upsert import insert_new


class HeldAlready(Conflict):
    """One hold at a time."""

    message = _l("A legal hold stands here already. Its reason is on the list of holds.")


class LiftedAlready(Conflict):
    """Somebody was first."""

    message = _l("This hold was lifted a moment ago.")


class ReasonNeeded(Invalid):
    """Nothing is kept or let go without a reason."""

    field = "reason"
    message = _l("Write why: who asks for it, and the number of the case.")


def place(kind: Held, object_id: int, whose: int | None, reason: str, by: Member) -> LegalHold:
    """Keep a thing, and what else is about the member whose it is, until somebody lifts it."""
    if not reason.strip():
        raise ReasonNeeded
    lock(whose)  # an erasure at the same instant comes wholly before or wholly after
    given = {
        "member_id": whose,
        "reason": reason.strip(),
        "set_by_id": by.id,
        "set_at": now(),
        "lifted_because": "",
    }
    if not insert_new(LegalHold, kind=kind.value, object_id=object_id, **given):
        raise HeldAlready
    made = hold_on(kind, object_id)
    assert made is not None
    audit.note(by.id, "legal_hold.placed", (kind.value, object_id), after={"hold": made.id})
    return made


def lift(hold: LegalHold, because: str, by: Member) -> None:
    """Let a thing go; with the last hold on somebody who has left, the rest of them is erased."""
    if not because.strip():
        raise ReasonNeeded
    lock(hold.member_id)
    still = update(LegalHold).where(LegalHold.id == hold.id, LegalHold.lifted_at.is_(None))
    gone = {"lifted_at": now(), "lifted_by_id": by.id, "lifted_because": because.strip()}
    if rows_changed(still.values(gone)) != 1:
        raise LiftedAlready
    db.session.refresh(hold)
    audit.note(by.id, "legal_hold.lifted", (hold.kind, hold.object_id), before={"hold": hold.id})
    member = db.session.get(Member, hold.member_id) if hold.member_id else None
    if member is not None and member.erased_at is not None and not holds_on(member.id):
        db.session.execute(delete(KeptIdentity).where(KeptIdentity.member_id == member.id))
        tell(MemberErased(member.id))


def keep_identity(member: Member) -> None:
    """Put name and address aside before they leave the account."""
    insert_new(KeptIdentity, member_id=member.id, name=member.name, email=member.email, kept_at=now())


def read_identity(member_id: int, by: Member) -> KeptIdentity | None:
    """Who somebody was that has left; every reading is written down."""
    found = db.session.get(KeptIdentity, member_id)
    if found is not None:
        audit.note(by.id, "legal_hold.identity_read", ("member", member_id))
    return found


def lock(member_id: int | None) -> None:
    """Let nobody else place, lift or erase about the same member until the commit."""
    if member_id is not None:
        db.session.execute(select(Member.id).where(Member.id == member_id).with_for_update())
