"""Object to what was decided on a notice, and decide on it as somebody who had no part in the first decision."""

from datetime import datetime

from sqlalchemy import select, union, update

from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution
from foundation import audit
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, NotAllowed
from foundation.language import _l
from foundation.upsert import insert_new
from moderation.cases import bring_up
from moderation.deciding import TakenBack, decide as decide_case
from moderation.hours import due_in_days
from moderation.illegal import letters
from moderation.illegal.models import IllegalItem, IllegalNotice
from moderation.illegal.objections import Became, ItemHand, Objection
from moderation.illegal.queries import objection_to
from moderation.meanings import MEANINGS
from moderation.models import Decision
from moderation.reasons import Because, Reason, Verdict
from moderation.statements.commands import appeal_end
from moderation.statements.models import Hand, Statement
from moderation.watching import Act, Found

ANSWERED_IN = 5
"""Working days."""
FIRST, AGAIN = "first", "again"


class ObjectedAlready(Conflict):
    """One objection is heard for each address."""

    message = _l(
        "You have objected to this already, and we look again once. Where you can turn outside the house stands below."
    )


class NothingToObject(Conflict):
    """It still waits, was followed, or the six months are over."""

    message = _l(
        "Nothing can be objected to here: it was done as you asked, is still being looked at, or the six months are over."
    )


class DecidedMeanwhile(Conflict):
    """A colleague was faster."""

    message = _l("A colleague has decided this meanwhile. What you typed is kept below.")


class AnotherPerson(NotAllowed):
    """Whoever had a part in the decision does not decide again."""

    message = _l("You had a part in this decision, so a colleague looks again.")


def until(item: IllegalItem) -> datetime | None:
    """Until when the sender may object; nothing when there is nothing to object to."""
    if item.told_at is None or item.answer in letters.FOLLOWED:
        return None
    return appeal_end(item.told_at)


def object_to(item: IllegalItem, text: str) -> Objection:
    """Ask that somebody else looks again; once for each address, for six months."""
    end = until(item)
    if end is None or now() >= end:
        raise NothingToObject
    for member_id in _deciders(item):
        insert_new(ItemHand, item_id=item.id, member_id=member_id, part=FIRST)
    given = {"text": text, "due_at": due_in_days(ANSWERED_IN), "part": AGAIN, "note": ""}
    if not insert_new(Objection, item_id=item.id, **given):
        raise ObjectedAlready
    made = objection_to(item.id)
    assert made is not None
    audit.note(None, "moderation.objected", ("objection", made.id), after={"item": item.id})
    return made


def decide(
    found: Objection, moderator: Member, verdict: Verdict | None, reason: Reason | None, note: str
) -> None:
    """Let the decision stand, or decide about the text anew; the sender reads the note."""
    item = found.item
    if not insert_new(ItemHand, item_id=item.id, member_id=moderator.id, part=AGAIN):
        raise AnotherPerson
    still = update(Objection).where(Objection.id == found.id, Objection.decided_at.is_(None))
    became = Became.CHANGED if verdict else Became.STANDS
    settled = {"decided_at": now(), "decided_by_id": moderator.id, "became": became.value, "note": note}
    if rows_changed(still.values(settled)) != 1:
        raise DecidedMeanwhile
    if verdict is not None:
        _decide_anew(item, moderator, verdict, reason)
    after = {"became": became.value, "item": item.id}
    audit.note(moderator.id, "moderation.objection.decided", ("objection", found.id), after=after)
    letters.looked_again(item, db.session.get_one(IllegalNotice, item.notice_id), became, note)


def _decide_anew(item: IllegalItem, moderator: Member, verdict: Verdict, reason: Reason | None) -> None:
    """Through a case as ever, so that the author reads why and may appeal to a third person."""
    about = db.session.get(Contribution, item.contribution_id) if item.contribution_id else None
    if about is None or about.state not in PUBLIC_STATES:
        raise TakenBack
    category = item.notice.category
    severity = MEANINGS[Reason(category)].severity
    case = bring_up(
        about, [Found(Because.NOTICE, category, Act.REVIEW, severity, seen={"notice": item.notice_id})]
    )
    db.session.refresh(case, ["version", "contribution"])
    decide_case(case, moderator, verdict, reason, "", expected_version=case.version)


def _deciders(item: IllegalItem) -> list[int]:
    """Everybody who had a part in what was decided: in the case, and in appeals against it."""
    decided = select(Decision.by_id).where(Decision.case_id == item.case_id, Decision.by_id.is_not(None))
    of_case = Statement.decision_id.in_(select(Decision.id).where(Decision.case_id == item.case_id))
    heard = select(Hand.member_id).join(Statement, Statement.id == Hand.statement_id).where(of_case)
    return list(db.session.scalars(union(decided, heard)))
