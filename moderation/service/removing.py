"""Take a lawful complaint from the public: one proposes, another agrees, and it is counted for everybody to see."""

from sqlalchemy import exists, select, update
from sqlalchemy.orm import joinedload

from accounts.models import Member
from community.contributions.models import Contribution
from foundation import audit
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid, NotAllowed
from foundation.language import _l
from foundation.upsert import insert_new
from moderation.cases import opened
from moderation.deciding import decide
from moderation.meanings import MEANINGS, Ground
from moderation.models import Case, Decision
from moderation.reasons import Reason, Verdict
from moderation.service.models import ComplaintRemoval, ServiceCase
from moderation.statements.commands import state_decision
from moderation.statements.models import Hand, Part

OWN_DATA = (Reason.PERSONAL_DATA, Reason.CONFIDENTIAL)
MILD = (Verdict.APPROVE, Verdict.ARCHIVE)


class ComplaintStands(Conflict):
    """A complaint is no violation."""

    message = _l(
        "This is a complaint, and a complaint is not a violation. Make it a service case; to take it from the public, two people must agree."
    )


class AskedAlready(Conflict):
    """One wish at a time."""

    message = _l("A colleague has asked for this already. Somebody else answers.")


class NotInPublic(Conflict):
    """Nothing is left to take away."""

    message = _l("The complaint is not in public, so nothing is left to take away.")


class WhyRemove(Invalid):
    """A removal has a reason."""

    field = "reason"
    message = _l("Write why it cannot stay: the author reads it.")


def guard(contribution: Contribution, _by: Member, verdict: Verdict, reason: Reason) -> None:
    """Nobody alone hides what was heard as a complaint, nor refuses anything for being one."""
    if verdict in MILD or MEANINGS[reason].ground is Ground.ILLEGAL:
        return
    if reason is Reason.COMPLAINT and verdict is not Verdict.CHANGES:
        raise ComplaintStands
    if contribution.heard_at is None or (verdict is Verdict.CHANGES and reason in OWN_DATA):
        return
    if not _is_agreed(contribution.id):
        raise ComplaintStands


def propose(case: ServiceCase, by: Member, reason: str) -> ComplaintRemoval:
    """Ask that a complaint goes from the public; it stays until somebody else agrees."""
    if not reason.strip():
        raise WhyRemove
    contribution = case.contribution
    if contribution is None or not contribution.is_public:
        raise NotInPublic
    wish = {"case_id": case.id, "reason": reason.strip(), "proposed_by_id": by.id, "proposed_at": now()}
    if not insert_new(ComplaintRemoval, contribution_id=contribution.id, **wish):
        raise AskedAlready
    thing = ("contribution", contribution.id)
    audit.note(by.id, "moderation.complaint.removal_asked", thing, after={"reason": reason.strip()})
    its = (ComplaintRemoval.contribution_id == contribution.id, ComplaintRemoval.declined_at.is_(None))
    return db.session.scalars(
        select(ComplaintRemoval).where(*its, ComplaintRemoval.confirmed_at.is_(None))
    ).one()


def agree(wish: ComplaintRemoval, by: Member) -> None:
    """Agree as the second person: the complaint goes, with its reason told to the author."""
    if wish.proposed_by_id == by.id:
        raise NotAllowed
    _answer(wish, confirmed_by_id=by.id, confirmed_at=now())
    contribution = db.session.get(Contribution, wish.contribution_id) if wish.contribution_id else None
    if contribution is None or not contribution.is_public:
        raise NotInPublic
    _decide(contribution, by, Verdict.REJECT, Reason.OTHER, wish.reason)
    thing = ("contribution", contribution.id)
    audit.note(by.id, "moderation.complaint.removed", thing, after={"asked_by": wish.proposed_by_id})


def disagree(wish: ComplaintRemoval, by: Member) -> None:
    """Disagree as the second person: the complaint stays."""
    if wish.proposed_by_id == by.id:
        raise NotAllowed
    _answer(wish, declined_by_id=by.id, declined_at=now())
    thing = ("contribution", wish.contribution_id or 0)
    audit.note(by.id, "moderation.complaint.kept", thing, after={"asked_by": wish.proposed_by_id})


def ask_to_mask(case: ServiceCase, by: Member, words: str) -> None:
    """Take a complaint with private facts from the page until its author has taken them out; that is no removal."""
    if case.contribution is None or not case.contribution.is_public:
        raise NotInPublic
    _decide(case.contribution, by, Verdict.CHANGES, Reason.PERSONAL_DATA, words)


def lend_hands(decision: Decision, contribution: Contribution) -> None:
    """Whoever asked for a removal had a part in it, so somebody else decides the appeal."""
    its = (ComplaintRemoval.contribution_id == contribution.id, ComplaintRemoval.confirmed_at.is_not(None))
    asked_by = db.session.scalars(select(ComplaintRemoval.proposed_by_id).where(*its)).all()
    statement = state_decision(decision, contribution) if asked_by else None
    if statement is None:
        return
    for member_id in asked_by:
        insert_new(Hand, statement_id=statement.id, member_id=member_id, part=Part.FIRST.value)


def _decide(contribution: Contribution, by: Member, verdict: Verdict, reason: Reason, words: str) -> None:
    asked = select(Case).where(Case.id == opened(contribution).id).options(joinedload(Case.contribution))
    found = db.session.scalars(asked.execution_options(populate_existing=True)).one()
    decide(found, by, verdict, reason, words, expected_version=found.version)


def _answer(wish: ComplaintRemoval, **said: object) -> None:
    open_still = (ComplaintRemoval.confirmed_at.is_(None), ComplaintRemoval.declined_at.is_(None))
    answered = update(ComplaintRemoval).where(ComplaintRemoval.id == wish.id, *open_still).values(**said)
    changed = rows_changed(answered)
    db.session.refresh(wish)
    if changed != 1:
        raise AskedAlready


def _is_agreed(contribution_id: int) -> bool:
    """Whether two people agreed on a removal that was not carried out yet: what came back needs two again."""
    carried_out = exists().where(
        Decision.case_id == Case.id,
        Case.contribution_id == ComplaintRemoval.contribution_id,
        Decision.decided_at >= ComplaintRemoval.confirmed_at,
    )
    its = (ComplaintRemoval.contribution_id == contribution_id, ComplaintRemoval.confirmed_at.is_not(None))
    return db.session.scalar(select(ComplaintRemoval.id).where(*its, ~carried_out).limit(1)) is not None
