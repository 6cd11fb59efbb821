"""Make a service case, talk aside, promise, close, and hear how it ended."""

from datetime import timedelta

from sqlalchemy import select, update

from accounts.models import Member
from community.comments.models import Comment
from community.contributions.models import Contribution
from foundation import audit, limits, outbox
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid
from foundation.facts import tell
from foundation.html import shorten
from foundation.language import _l
from moderation.hours import due_in, due_in_days
from moderation.service.facts import ServiceCaseMoved, ServiceCaseOpened, ServiceLineSaid
from moderation.service.models import Part, ServiceCase, ServiceLine, Standing
from moderation.service.queries import case_about

REPLY_HOURS, PLAN_DAYS = 4, 2
CHECK_AFTER = timedelta(days=7)
ASK = "moderation.service.ask"
ASKED_A_DAY = (10, timedelta(days=1))
SAID_AN_HOUR = (30, timedelta(hours=1))


class TakenMeanwhile(Conflict):
    """A colleague took the case first."""

    message = _l("A colleague took this case a moment ago. Reload the page to see who.")


class ClosedAlready(Conflict):
    """Nothing is left to promise."""

    message = _l("This case is closed. It opens again when its author writes.")


class WordsNeeded(Invalid):
    """A reply has words."""

    field = "text"
    message = _l("Write a few words first.")


def ask(
    member: Member,
    subject: str,
    text: str,
    *,
    urgency: int = 0,
    nonce: str | None = None,
    about: Contribution | None = None,
) -> ServiceCase:
    """Ask the team privately; the same form sent twice asks once."""
    nonce = f"{member.id}:{nonce}"[:64] if nonce else None
    known = _asked_before(nonce)
    if known is not None:
        return known
    limits.spend(f"service:{member.id}", *ASKED_A_DAY)
    case = _made(subject or shorten(text, 80), member.id, member.language, urgency, nonce=nonce, private=True)
    case.opened_by_id = member.id
    db.session.add(case)
    db.session.flush()
    _line(case, member, text, Part.ASKED)
    tell(ServiceCaseOpened(case.id, member.id))
    return case


def open_for(contribution: Contribution, by: Member, *, urgency: int = 0) -> ServiceCase:
    """Let somebody look after the author of a complaint, which stays where it is; once for each contribution."""
    known = case_about(contribution.id)
    if known is not None:
        return known
    subject, author = shorten(contribution.label, 120), contribution.author_id
    case = _made(subject, author, contribution.language, urgency, private=not contribution.is_public)
    case.contribution_id, case.opened_by_id, case.owner_id = contribution.id, by.id, by.id
    case.evidence_for_id = contribution.about_id if isinstance(contribution, Comment) else contribution.id
    contribution.heard_at = now() if contribution.is_public else None
    db.session.add(case)
    db.session.flush()
    audit.note(by.id, "moderation.service.opened", ("service_case", case.id), after={"urgency": urgency})
    tell(ServiceCaseOpened(case.id, author))
    return case


def link(case: ServiceCase, idea: Contribution | None, by: Member) -> None:
    """Let a case be evidence for an idea, or for none."""
    before, case.evidence_for_id = case.evidence_for_id, idea.id if idea else None
    thing = ("service_case", case.id)
    audit.note(by.id, "moderation.service.linked", thing, {"idea": before}, {"idea": case.evidence_for_id})


def say(case: ServiceCase, by: Member, text: str, *, nonce: str | None = None) -> None:
    """Say something aside; the first word of the team stops the first clock, a word of the author opens a closed case."""
    limits.spend(f"service-said:{by.id}", *SAID_AN_HOUR)
    if _line(case, by, text, Part.SAID, nonce=nonce) is None:
        return
    if by.id != case.member_id:
        _answered(case)
    elif case.is_closed:
        _opened_again(case)


def take(case: ServiceCase, by: Member) -> None:
    """Look after a case nobody looks after."""
    free = update(ServiceCase).where(ServiceCase.id == case.id, ServiceCase.owner_id.is_(None))
    if rows_changed(free.values(owner_id=by.id)) != 1:
        raise TakenMeanwhile
    db.session.refresh(case, ["owner_id"])
    audit.note(by.id, "moderation.service.taken", ("service_case", case.id))


def assign(case: ServiceCase, owner_id: int | None, by: Member) -> None:
    """Give a case to a colleague, or back to everybody."""
    before, case.owner_id = case.owner_id, owner_id
    thing = ("service_case", case.id)
    audit.note(by.id, "moderation.service.assigned", thing, {"owner": before}, {"owner": owner_id})


def plan(case: ServiceCase, by: Member, text: str) -> None:
    """Tell the author what will be done; that is a reply as well."""
    if case.is_closed:
        raise ClosedAlready
    _line(case, by, text, Part.PLAN)
    case.answered_at = case.answered_at or now()
    case.planned_at, case.due_at, case.state = now(), None, Standing.PLANNED.value
    _moved(case, by, "planned")


def close(case: ServiceCase, by: Member, text: str) -> None:
    """End a case with a message; a week later the author is asked whether it is settled."""
    if case.is_closed:
        raise ClosedAlready
    _line(case, by, text, Part.CLOSING)
    case.answered_at = case.answered_at or now()
    case.closed_at, case.due_at, case.state = now(), None, Standing.CLOSED.value
    case.asked_at = case.settled = case.settled_at = None
    closing = int(case.closed_at.timestamp())
    told = {"case_id": case.id, "closed": closing}
    key = f"service-ask-{case.id}-{closing}"
    outbox.enqueue(ASK, told, key=key, run_at=case.closed_at + CHECK_AFTER)
    _moved(case, by, "closed")


def settle(case: ServiceCase, settled: bool) -> None:
    """Write down what the author says of how it ended; a no opens the case again."""
    case.settled, case.settled_at = settled, now()
    if not settled and case.is_closed:
        _opened_again(case)
    tell(ServiceCaseMoved(case.id, case.member_id))


def _made(
    subject: str,
    member_id: int | None,
    language: str,
    urgency: int,
    *,
    private: bool,
    nonce: str | None = None,
) -> ServiceCase:
    reply = due_in(REPLY_HOURS)
    return ServiceCase(
        subject=subject[:120],
        member_id=member_id,
        language=language,
        urgency=urgency,
        is_private=private,
        nonce=nonce,
        reply_due=reply,
        due_at=reply,
        plan_due=due_in_days(PLAN_DAYS),
    )


def _asked_before(nonce: str | None) -> ServiceCase | None:
    if nonce is None:
        return None
    return db.session.scalars(select(ServiceCase).where(ServiceCase.nonce == nonce)).first()


def _line(
    case: ServiceCase, by: Member, text: str, part: Part, *, nonce: str | None = None
) -> ServiceLine | None:
    """A line of the case, or nothing when this very form was sent before."""
    if not text.strip():
        raise WordsNeeded
    nonce = f"{by.id}:{nonce}"[:64] if nonce else None
    if nonce and db.session.scalar(select(ServiceLine.id).where(ServiceLine.nonce == nonce)):
        return None
    house = by.id != case.member_id
    line = ServiceLine(
        case_id=case.id, author_id=by.id, by_house=house, part=part.value, text=text, nonce=nonce
    )
    db.session.add(line)
    db.session.flush()
    tell(ServiceLineSaid(case.id, line.id))
    return line


def _answered(case: ServiceCase) -> None:
    if case.state != Standing.OPEN.value:
        return
    again = case.answered_at is not None
    case.answered_at = case.answered_at or now()
    case.state = Standing.PLANNED.value if again and case.planned_at else Standing.ANSWERED.value
    case.due_at = None if case.planned_at else case.plan_due
    tell(ServiceCaseMoved(case.id, case.member_id))


def _opened_again(case: ServiceCase) -> None:
    case.state, case.closed_at = Standing.OPEN.value, None
    case.due_at = due_in(REPLY_HOURS)
    tell(ServiceCaseMoved(case.id, case.member_id))


def _moved(case: ServiceCase, by: Member, what: str) -> None:
    audit.note(by.id, f"moderation.service.{what}", ("service_case", case.id), after={"state": case.state})
    tell(ServiceCaseMoved(case.id, case.member_id))


def forget_member(member_id: int) -> None:
    """Take the words of somebody who left off their cases, and close what still waits."""
    db.session.execute(update(ServiceLine).where(ServiceLine.author_id == member_id).values(text=""))
    theirs = update(ServiceCase).where(ServiceCase.member_id == member_id)
    db.session.execute(theirs.values(subject="", due_at=None))
    waits = theirs.where(ServiceCase.state != Standing.CLOSED.value)
    db.session.execute(waits.values(state=Standing.CLOSED.value, closed_at=now()))
