"""What was chosen to be decided at once, what would become of it, and what was decided so."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from community.contributions.queries import visible_to
from foundation.database import db
from foundation.language import _
from moderation.batches.models import Batch, BatchDecision
from moderation.claims.queries import holders
from moderation.deciding import outcome
from moderation.embargo.policy import may_keep_embargo
from moderation.models import Case, Decision, Finding
from moderation.policy import may_decide
from moderation.reasons import Because, Verdict

MOST = 50
LETS_THROUGH = (Verdict.APPROVE, Verdict.LIMIT, Verdict.ARCHIVE)


@dataclass(frozen=True)
class Chosen:
    """The cases that would be decided, and those that stay out, each with why."""

    cases: Sequence[Case]
    left_out: Sequence[tuple[str, str]]

    def outcomes(self, verdict: Verdict) -> Counter[tuple[str, str]]:
        """How many go from which state to which."""
        states = (one.contribution.state for one in self.cases)
        return Counter((state, outcome(verdict, state).value) for state in states)

    @property
    def authors(self) -> int:
        """How many people are told."""
        return len({one.contribution.author_id for one in self.cases if one.contribution.author_id})


def chosen(ids: Collection[int], member: Member, verdict: Verdict | None = None) -> Chosen:
    """Sort what somebody picked into what they may decide so now and what not, in the order of the picking."""
    question = select(Case).join(Case.contribution).where(Case.id.in_(ids), visible_to(member))
    found = {one.id: one for one in db.session.scalars(question.options(joinedload(Case.contribution)))}
    read = {number: one for number, one in holders(member).items() if one.member_id != member.id}
    picked = [found[number] for number in ids if number in found]
    why = {one.id: _why_not(one, member, read[one.id].name if one.id in read else "") for one in picked}
    if verdict in LETS_THROUGH and not may_keep_embargo(member):
        term = _("an embargoed term stands in it: a community manager or an admin decides")
        why |= {number: why[number] or term for number in _embargoed(why)}
    left_out = [(one.contribution.label, why[one.id]) for one in picked if why[one.id]]
    return Chosen([one for one in picked if not why[one.id]], left_out)


def _embargoed(ids: Collection[int]) -> Sequence[int]:
    its = (Finding.case_id.in_(ids), Finding.kind == Because.EMBARGO.value)
    return db.session.scalars(select(Finding.case_id).where(*its).distinct()).all()


def _why_not(case: Case, member: Member, reader: str) -> str:
    if not case.is_open:
        return _("it is decided already")
    if not may_decide(member, case.contribution):
        return _("you wrote it yourself")
    return _("%(name)s is reading it", name=reader) if reader else ""


def batch_of(decision: Decision) -> tuple[int, int] | None:
    """The batch a decision was taken in, with how many of its decisions stand."""
    batch_id = select(BatchDecision.batch_id).where(BatchDecision.decision_id == decision.id)
    mates = select(BatchDecision.batch_id, func.count()).join(
        Decision, Decision.id == BatchDecision.decision_id
    )
    stand = (BatchDecision.batch_id == batch_id.scalar_subquery(), Decision.undone_at.is_(None))
    row = db.session.execute(mates.where(*stand).group_by(BatchDecision.batch_id)).first()
    return (row[0], row[1]) if row else None


def a_batch(batch_id: int) -> Select[Batch]:
    """One batch."""
    return select(Batch).where(Batch.id == batch_id)


def decisions_in(batch: Batch) -> Sequence[Decision]:
    """What was decided in a batch and stands, with what it was about."""
    about = joinedload(Decision.case).joinedload(Case.contribution)
    question = select(Decision).join(BatchDecision, BatchDecision.decision_id == Decision.id).options(about)
    mine = (BatchDecision.batch_id == batch.id, Decision.undone_at.is_(None))
    return db.session.scalars(question.where(*mine).order_by(Decision.id)).all()
