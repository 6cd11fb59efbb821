"""Appeal, withdraw it, and decide on it."""

from datetime import datetime, timedelta

from sqlalchemy import update

from accounts.models import Member
from community.contributions.commands import hide, limit, publish, put_back
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.contributions.transitions import Cause
from foundation import audit, limits
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid, NotAllowed
from foundation.facts import tell
from foundation.language import _l, speaking
from foundation.upsert import insert_new
from moderation import guarding
from moderation.appeals import wording
from moderation.appeals.models import Appeal, Instead, Outcome
from moderation.appeals.queries import standing
from moderation.facts import AppealDecided
from moderation.hours import due_in_days
from moderation.models import Decision
from moderation.queries import last_decision_about
from moderation.reasons import Reason, Verdict
from moderation.statements.models import Hand, Measure, Part, Statement
from moderation.terms.queries import current_version

ANSWERED_IN = 5
"""Working days."""
A_DAY = (5, timedelta(days=1))
APPEAL = "appeal"
CHANGES_WITHIN = timedelta(days=14)
MILDER = {
    Measure.REJECTED: (Instead.LIMITED, Instead.CHANGES),
    Measure.REMOVED: (Instead.LIMITED, Instead.CHANGES),
    Measure.CHANGES: (Instead.LIMITED,),
    Measure.ARCHIVED: (Instead.LIMITED,),
}
LEFT = {
    Measure.REJECTED: State.REJECTED, Measure.REMOVED: State.REMOVED, Measure.CHANGES: State.CHANGES_REQUESTED,
    Measure.ARCHIVED: State.ARCHIVED, Measure.LIMITED: State.LIMITED,
}  # fmt: skip


class AppealedAlready(Conflict):
    """One appeal is heard for each decision."""

    message = _l(
        "You have appealed this already, and we hear one appeal for each decision. "
        "Where you can turn outside the house stands at the end of the page."
    )


class AppealClosed(Conflict):
    """Six months are over."""

    message = _l("The six months are over. You can still turn to the bodies named at the end of the page.")


class NotOpen(Conflict):
    """It was decided or withdrawn."""

    message = _l("This appeal is no longer open: it was decided or withdrawn a moment ago.")


class AnotherPerson(NotAllowed):
    """Whoever had a part in the decision does not decide the appeal."""

    message = _l("You had a part in this decision, so a colleague decides the appeal.")


class NotMilder(Invalid):
    """An appeal never makes a decision harder."""

    field = "outcome"
    message = _l("This would not be milder than what was decided. Choose another outcome.")


def appeal(statement: Statement, member: Member, text: str) -> Appeal:
    """Ask that somebody else reads it again; once for each decision, for six months."""
    if standing(statement.id) is not None:
        raise AppealedAlready
    if now() >= statement.appeal_until:
        raise AppealClosed
    limits.spend(f"appeal:{member.id}", *A_DAY)
    begun = now()
    given = {"text": text, "due_at": due_in_days(ANSWERED_IN, begun), "created_at": begun}
    if not insert_new(Appeal, statement_id=statement.id, member_id=member.id, **given):
        raise AppealedAlready
    made = standing(statement.id)
    assert made is not None
    audit.note(member.id, "moderation.appealed", ("appeal", made.id), after={"statement": statement.id})
    return made


def withdraw(found: Appeal, member: Member) -> None:
    """Take an appeal back while nobody has decided on it; another one may follow."""
    _settle(found, withdrawn_at=now())
    audit.note(member.id, "moderation.appeal.withdrawn", ("appeal", found.id))


def decide(found: Appeal, moderator: Member, outcome: Outcome, instead: Instead | None, note: str) -> None:
    """Decide an appeal as somebody who had no part in it; what was wrong is put right at once."""
    statement = db.session.get_one(Statement, found.statement_id)
    if (
        outcome is Outcome.PARTLY
        and statement.contribution_id
        and instead not in MILDER.get(Measure(statement.measure), ())
    ):
        raise NotMilder
    if found.member_id == moderator.id or not _lend_a_hand(statement, moderator):
        raise AnotherPerson
    decided_at, chosen = now(), instead if outcome is Outcome.PARTLY else None
    becomes = _carry_out(statement, moderator, outcome, chosen, note)
    result = _answer(found, outcome, becomes, note, decided_at)
    kept = {
        "outcome": outcome.value,
        "instead": chosen.value if chosen else "",
        "note": note,
        "result": result,
    }
    _settle(found, decided_at=decided_at, decided_by_id=moderator.id, **kept)
    after = {"outcome": outcome.value, "instead": kept["instead"], "statement": statement.id}
    audit.note(moderator.id, "moderation.appeal.decided", ("appeal", found.id), after=after)
    tell(AppealDecided(found.id, statement.id, statement.decision_id, outcome.value))


def forget(member_id: int) -> None:
    """Empty what somebody wrote who has left; an open appeal ends with it."""
    theirs = update(Appeal).where(Appeal.member_id == member_id)
    db.session.execute(theirs.values(text="", note="", result=[]))
    still = theirs.where(Appeal.decided_at.is_(None), Appeal.withdrawn_at.is_(None))
    db.session.execute(still.values(withdrawn_at=now()))


def _lend_a_hand(statement: Statement, moderator: Member) -> bool:
    """Write down who decides; the database takes nobody twice."""
    return insert_new(Hand, statement_id=statement.id, member_id=moderator.id, part=Part.APPEAL.value)


def _settle(found: Appeal, **values: object) -> None:
    still = update(Appeal).where(
        Appeal.id == found.id, Appeal.decided_at.is_(None), Appeal.withdrawn_at.is_(None)
    )
    if rows_changed(still.values(**values)) != 1:
        raise NotOpen
    db.session.refresh(found)


def _carry_out(
    statement: Statement, moderator: Member, outcome: Outcome, instead: Instead | None, note: str
) -> object:
    """Put the text where the outcome wants it, unless it has moved on; answer what its author reads of that."""
    if outcome is Outcome.UPHELD or statement.contribution_id is None:
        return ""
    about = db.session.get_one(Contribution, statement.contribution_id)
    if not _stands_as_left(statement, about):
        return wording.MOVED
    cause = Cause(
        moderator.id, moderator.role.value, APPEAL, note, {"statement": statement.id}, current_version(),
        expires_at=now() + CHANGES_WITHIN if instead is Instead.CHANGES else None,
    )  # fmt: skip
    if outcome is Outcome.OVERTURNED or instead is Instead.LIMITED:
        verdict = Verdict.LIMIT if instead is Instead.LIMITED else Verdict.APPROVE
        guarding.check(about, moderator, verdict, Reason.WITHIN_RULES)
    if outcome is Outcome.OVERTURNED:
        _restore(statement, about, cause)
        return wording.BACK
    if instead is Instead.LIMITED:
        limit(about, cause)
    else:
        hide(about, State.CHANGES_REQUESTED, cause)
    return wording.BECOMES[Instead(instead or "")]


def _stands_as_left(statement: Statement, about: Contribution) -> bool:
    """Whether the text still is where the decision put it, and nobody has decided about it since."""
    last = last_decision_about(about.id)
    since = last is not None and statement.decision_id is not None and last.id != statement.decision_id
    return about.state == LEFT[Measure(statement.measure)] and not since


def _restore(statement: Statement, about: Contribution, cause: Cause) -> None:
    """Where it was when it was public before, with its dates and its rank; else it is published now."""
    decision = db.session.get(Decision, statement.decision_id) if statement.decision_id else None
    if decision is not None and decision.was in PUBLIC_STATES:
        put_back(about, State(decision.was), cause)
    else:
        publish(about, cause)


def _answer(
    found: Appeal, outcome: Outcome, becomes: object, note: str, decided_at: datetime
) -> wording.Parts:
    author = db.session.get_one(Member, found.member_id)
    with speaking(author.language):
        return wording.answer(outcome, str(becomes), note, decided_at, author.timezone)
