"""What there is to learn from: the decisions of people that stand, with the text they were about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select

from community.contributions.models import Contribution, Revision
from foundation.clock import now
from foundation.database import db
from foundation.html import plain
from foundation.settings import current
from moderation.appeals.models import Appeal, Outcome
from moderation.models import Case, Decision
from moderation.reasons import Reason, Verdict
from moderation.statements.models import Statement

MOST = 20_000
LONGEST = 6_000
CORRECTED = 3.0
"""What was overturned on appeal counts as three: it is where the team was wrong."""
TOPIC_OF = {
    Reason.SPAM: "spam",
    Reason.INSULT: "abuse",
    Reason.HATE: "abuse",
    Reason.THREAT: "abuse",
    Reason.OFF_TOPIC: "off_topic",
    Reason.WRONG_PLACE: "off_topic",
    Reason.COMPLAINT: "complaint",
}


@dataclass(frozen=True)
class Example:
    """A text and the topics for which people decided about it; none for what they let stand."""

    text: str
    topics: list[str]
    weight: float = 1.0


def decided() -> Sequence[Example]:
    """The latest decisions of people that can no longer be undone, the oldest first; nothing of erased texts."""
    former = and_(
        Revision.contribution_id == Contribution.id,
        Revision.revision == Decision.revision,
        Decision.revision != Contribution.revision,
    )
    columns = (
        Decision.verdict,
        Decision.reason,
        func.coalesce(Revision.title, Contribution.title),
        func.coalesce(Revision.source, Contribution.source),
        overturned().label("overturned"),
    )
    question = select(*columns).select_from(Decision).join(Decision.case).join(Case.contribution)
    latest = question.outerjoin(Revision, former).where(*stands()).order_by(Decision.id.desc()).limit(MOST)
    rows = db.session.execute(latest).all()
    return [
        Example(text, [], CORRECTED) if wrong else Example(text, topics_of(verdict, reason))
        for verdict, reason, title, source, wrong in reversed(rows)
        if (text := f"{title}\n{plain(source, LONGEST)}".strip())
    ]


def overturned() -> ColumnElement[bool]:
    """Whether somebody else found on appeal that a decision was wrong."""
    about = (Statement.decision_id == Decision.id, Appeal.outcome == Outcome.OVERTURNED.value)
    return exists().where(Appeal.statement_id == Statement.id, *about)


def count() -> int:
    """How many decisions there are to learn from."""
    return db.session.scalar(select(func.count()).select_from(Decision).where(*stands())) or 0


def most_of(topics: Sequence[str]) -> int:
    """How many decisions were for the commonest of these topics."""
    refused = select(Decision.reason, func.count()).where(
        *stands(), Decision.verdict != Verdict.APPROVE.value
    )
    counts = dict.fromkeys(topics, 0)
    for reason, count in db.session.execute(refused.group_by(Decision.reason)).all():
        if (topic := TOPIC_OF.get(Reason(reason))) in counts:
            counts[topic] += count
    return max(counts.values(), default=0)


def stands() -> tuple[ColumnElement[bool], ...]:
    """A decision of a person that was not undone and can be no more."""
    final = Decision.decided_at <= now() - timedelta(seconds=current().undo_seconds)
    return (Decision.undone_at.is_(None), Decision.by_id.is_not(None), final)


def topics_of(verdict: str, reason: str) -> list[str]:
    """What a decision says about a text; what was let stand is about nothing."""
    topic = None if verdict == Verdict.APPROVE else TOPIC_OF.get(Reason(reason))
    return [topic] if topic else []
