"""Make a statement of reasons, once for each restriction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import Contribution, State
from community.contributions.transitions import SCREEN, Transition
from foundation import audit
from foundation.clock import now
from foundation.database import db
from foundation.language import _, speaking
from foundation.upsert import insert_new
from moderation.meanings import MEANINGS
from moderation.models import Case, Decision, Finding, Report
from moderation.reasons import SENTENCES, Because, Reason, Verdict
from moderation.statements import wording
from moderation.statements.models import Hand, Measure, Part, Source, Statement
from moderation.statements.queries import with_key
from moderation.terms.commands import keep_first
from moderation.terms.queries import current_version, version
from moderation.terms.wording import sections

APPEAL_MONTHS = 6
RESTRICTS = {
    Verdict.LIMIT: Measure.LIMITED,
    Verdict.CHANGES: Measure.CHANGES,
    Verdict.ARCHIVE: Measure.ARCHIVED,
}


@dataclass(frozen=True)
class Restriction:
    """What is to be stated; `key` names it for ever, `said` are further facts in the member's language.

    `deciders` are the ids of everybody who had a part in it: none of them can decide the appeal. `sentence` stands in
    for that of the reason, `stands_on` names another paragraph of the rules than the reason's own.
    """

    key: str
    member: Member
    measure: Measure
    reason: Reason
    deciders: Sequence[int]
    decided_at: datetime
    source: Source = Source.OWN
    said: Sequence[str] = ()
    until: datetime | None = None
    contribution: Contribution | None = None
    revision: int | None = None
    decision_id: int | None = None
    terms_version: int | None = None
    automated_detection: bool = False
    automated_decision: bool = False
    label: str = ""
    sentence: str = ""
    stands_on: str = ""


def state(what: Restriction) -> Statement:
    """Say why something was restricted, in the words of the member's language; the same key again is the same statement."""
    known = with_key(what.key)
    if known is not None:
        return known
    keep_first()
    meaning = MEANINGS[what.reason]
    number = what.terms_version or current_version()
    rules = version(number)
    paragraph = rules.paragraphs.get(what.stands_on or what.reason.value, "") if rules else ""
    label = what.label or (what.contribution.label if what.contribution else "")
    values = {
        "measure": what.measure.value, "reason": what.reason.value, "ground": meaning.ground.value,
        "category": meaning.category.value, "source": what.source.value, "paragraph": paragraph,
        "automated_detection": what.automated_detection, "automated_decision": what.automated_decision,
        "terms_version": number, "language": what.member.language, "label": label[:300],
        "parts": _parts(what, label, number, paragraph), "decided_at": what.decided_at, "until": what.until,
        "made_at": now(), "appeal_until": appeal_end(now()), "member_id": what.member.id,
        "contribution_id": what.contribution.id if what.contribution else None, "decision_id": what.decision_id,
    }  # fmt: skip
    new = insert_new(Statement, key=what.key, **values)
    made = with_key(what.key)
    assert made is not None
    if new:
        for member_id in set(what.deciders):
            insert_new(Hand, statement_id=made.id, member_id=member_id, part=Part.FIRST.value)
        after = {"measure": made.measure, "reason": made.reason, "terms": number, "key": made.key}
        audit.note(None, "moderation.stated", ("statement", made.id), after=after)
    return made


def state_decision(decision: Decision, contribution: Contribution) -> Statement | None:
    """The statement of what a moderator decided about a text; nothing when it restricts nothing or has no author."""
    measure = measure_of(decision)
    author = db.session.get(Member, contribution.author_id) if contribution.author_id else None
    if measure is None or author is None or author.erased_at is not None:
        return None
    return state(
        Restriction(
            key=f"decision-{decision.id}",
            member=author,
            measure=measure,
            reason=Reason(decision.reason),
            deciders=_deciders(decision.case_id),
            decided_at=decision.decided_at,
            source=_source(decision.case_id),
            said=(decision.note,),
            until=decision.expires_at,
            contribution=contribution,
            revision=decision.revision,
            decision_id=decision.id,
            terms_version=decision.policy_version,
            automated_detection=decision.automated_detection,
            automated_decision=decision.automated_decision,
        )
    )


def state_limited(move: Transition, contribution: Contribution) -> Statement | None:
    """The statement of a text that the screen shows without rank until a person has read it."""
    author = db.session.get(Member, contribution.author_id) if contribution.author_id else None
    if author is None or move.role != SCREEN or move.became != State.LIMITED:
        return None
    with speaking(author.language):
        sentence = _(
            "A program keeps it out of lists and rankings until a person has read it; that person decides."
        )
    return state(
        Restriction(
            key=f"move-{move.id}",
            member=author,
            measure=Measure.LIMITED,
            reason=Reason.OTHER,
            deciders=(),
            decided_at=move.at,
            contribution=contribution,
            revision=move.revision,
            terms_version=move.policy_version,
            automated_detection=True,
            automated_decision=True,
            sentence=sentence,
            stands_on="screened",
        )
    )


def measure_of(decision: Decision) -> Measure | None:
    """What a decision restricts, if anything."""
    if decision.verdict == Verdict.APPROVE or decision.reason == Reason.WITHIN_RULES:
        return None
    if decision.verdict == Verdict.REJECT:
        return Measure.REMOVED if decision.was in ("published", "limited", "archived") else Measure.REJECTED
    return RESTRICTS[Verdict(decision.verdict)]


def appeal_end(begun: datetime) -> datetime:
    """The end of the day six months later, or of the last day of that month."""
    months = begun.month - 1 + APPEAL_MONTHS
    following = datetime(begun.year + (months + 1) // 12, (months + 1) % 12 + 1, 1, tzinfo=UTC)
    last = (following - timedelta(days=1)).day
    day = datetime(begun.year + months // 12, months % 12 + 1, min(begun.day, last), tzinfo=UTC)
    return day + timedelta(days=1)


def forget(member_id: int) -> None:
    """Keep of somebody who has left only what is counted, not what was written."""
    for one in db.session.scalars(select(Statement).where(Statement.member_id == member_id)):
        one.parts, one.label, one.member_id = [], "", None


def _parts(what: Restriction, label: str, number: int, paragraph: str) -> wording.Parts:
    member, rules = what.member, version(number)
    with speaking(member.language):
        text = rules.texts.get(member.language, "") if rules else ""
        said = {one.number: one.text for section in sections(text) for one in section.paragraphs}.get(
            paragraph, ""
        )
        seen = (what.sentence or str(SENTENCES[what.reason]), *what.said)
        return [
            wording.restricted(what.measure, label),
            wording.facts(seen, what.revision, what.decided_at, member.timezone),
            wording.found(what.source, detected=what.automated_detection, decided=what.automated_decision),
            wording.ground(MEANINGS[what.reason].ground, what.reason, number, paragraph, said),
            wording.lasts(what.measure, what.until, member.timezone),
            wording.redress(appeal_end(now()) - timedelta(days=1), "UTC"),
        ]


def _deciders(case_id: int) -> list[int]:
    """Everybody who ever decided in a case, also what was undone."""
    theirs = select(Decision.by_id).where(Decision.case_id == case_id, Decision.by_id.is_not(None))
    return [member_id for member_id in db.session.scalars(theirs.distinct()) if member_id is not None]


def _source(case_id: int) -> Source:
    """How the house came to look at it: a notice weighs more than a report, a report more than a program."""
    told = set(db.session.scalars(select(Finding.kind).where(Finding.case_id == case_id)))
    if Because.FLAGGER in told:
        return Source.TRUSTED_FLAGGER
    if Because.NOTICE in told:
        return Source.NOTICE
    reported = select(Report.id).join(Case, Case.id == Report.case_id).where(Report.case_id == case_id)
    return Source.REPORT if db.session.scalar(reported.limit(1)) else Source.OWN
