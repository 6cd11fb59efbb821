"""Rules with what they found, their versions, and what became of what they matched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from foundation.audit import AuditLine
from foundation.clock import now
from foundation.database import db
from moderation.models import Case, Decision
from moderation.reasons import Verdict
from moderation.rules.models import Rule, RuleHit, RuleTest, RuleVersion, Stage

RECENT = timedelta(days=30)
ORDER = (Stage.LIVE, Stage.SHADOW, Stage.DRAFT, Stage.RETIRED)


@dataclass(frozen=True)
class Line:
    """One rule of the list: the version it is known by, and how much it acted on or counted lately."""

    rule: Rule
    version: RuleVersion
    acted: int
    counted: int


@dataclass(frozen=True)
class Record:
    """What a version matched since it began: how much, and what people decided about it afterwards."""

    since: datetime
    matched: int
    approved: int
    refused: int

    @property
    def undecided(self) -> int:
        """How much of it nobody decided about."""
        return self.matched - self.approved - self.refused

    @property
    def per_day(self) -> float:
        """How much a day."""
        return self.matched / max(1.0, (now() - self.since) / timedelta(days=1))


def lines() -> list[Line]:
    """Every rule, those that act first, each with what it found in the last 30 days."""
    shown = func.coalesce(Rule.live_number, Rule.shadow_number, Rule.newest)
    versions = select(RuleVersion).join(RuleVersion.rule).where(RuleVersion.number == shown)
    hits = select(RuleHit.rule_id, RuleHit.acted, func.count()).where(RuleHit.at >= now() - RECENT)
    counts = {
        (rule_id, acted): found
        for rule_id, acted, found in db.session.execute(hits.group_by(RuleHit.rule_id, RuleHit.acted))
    }
    found = db.session.scalars(versions.options(joinedload(RuleVersion.rule))).all()
    listed = [
        Line(one.rule, one, counts.get((one.rule_id, True), 0), counts.get((one.rule_id, False), 0))
        for one in found
    ]
    return sorted(listed, key=lambda line: (ORDER.index(line.rule.stage), line.rule.folded))


def versions_of(rule: Rule) -> Sequence[RuleVersion]:
    """All versions with who made them, the newest first."""
    asked = select(RuleVersion).where(RuleVersion.rule_id == rule.id).options(joinedload(RuleVersion.made_by))
    return db.session.scalars(asked.order_by(RuleVersion.number.desc())).all()


def version_of(rule_id: int, number: int) -> Select[RuleVersion]:
    """One version with its rule."""
    asked = select(RuleVersion).where(RuleVersion.rule_id == rule_id, RuleVersion.number == number)
    return asked.options(joinedload(RuleVersion.rule))


def last_test(version: RuleVersion) -> RuleTest | None:
    """The latest back-test of a version."""
    asked = select(RuleTest).where(RuleTest.version_id == version.id).order_by(RuleTest.id.desc())
    return db.session.scalars(asked.limit(1)).first()


def record(rule_id: int, number: int, *, acted: bool) -> Record | None:
    """What a version did, or counted, since its first match."""
    mine = _hits(rule_id, number, acted=acted).subquery()
    last = select(Case.contribution_id, func.max(Decision.id).label("id")).join(Decision.case)
    last = last.join(mine, mine.c.contribution_id == Case.contribution_id)
    stands = (Decision.undone_at.is_(None), Decision.decided_at >= mine.c.at)
    decided = last.where(*stands).group_by(Case.contribution_id).subquery()
    approved = func.count(Decision.id).filter(Decision.verdict == Verdict.APPROVE.value)
    asked = select(func.min(mine.c.at), func.count(mine.c.contribution_id), approved, func.count(Decision.id))
    joined = asked.select_from(mine).outerjoin(decided, decided.c.contribution_id == mine.c.contribution_id)
    row = db.session.execute(joined.outerjoin(Decision, Decision.id == decided.c.id)).one()
    return Record(row[0], row[1], row[2], row[3] - row[2]) if row[1] else None


def found_lately(rule: Rule, member: Member, most: int = 8) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest texts a rule matched and the member may read."""
    columns = (RuleHit.number, RuleHit.acted, RuleHit.at, *_NAMES)
    asked = select(*columns).join(Contribution, Contribution.id == RuleHit.contribution_id)
    mine = asked.where(RuleHit.rule_id == rule.id, visible_to(member))
    return db.session.execute(mine.order_by(RuleHit.id.desc()).limit(most)).all()


def named(ids: Sequence[int], member: Member) -> Sequence[Row[*tuple[Any, ...]]]:
    """Examples by their numbers, in that order, as far as the member may read them."""
    found = db.session.execute(select(*_NAMES).where(Contribution.id.in_(ids), visible_to(member)))
    return sorted(found, key=lambda row: ids.index(row.id))


def deeds(rule: Rule, most: int = 20) -> Sequence[Row[*tuple[Any, ...]]]:
    """Who did what with a rule and when, the latest first."""
    asked = select(AuditLine.at, AuditLine.action, AuditLine.after, Member.name)
    about = (AuditLine.object_kind == "rule", AuditLine.object_id == rule.id)
    joined = asked.outerjoin(Member, Member.id == AuditLine.actor_id).where(*about)
    return db.session.execute(joined.order_by(AuditLine.id.desc()).limit(most)).all()


_NAMES = (
    Contribution.id,
    Contribution.kind,
    Contribution.title,
    Contribution.excerpt,
    Contribution.language,
    Contribution.state,
)


def _hits(rule_id: int, number: int, *, acted: bool) -> Select[*tuple[Any, ...]]:
    """Each text once, at its first match."""
    which = (RuleHit.rule_id == rule_id, RuleHit.number == number, RuleHit.acted == acted)
    asked = select(RuleHit.contribution_id, func.min(RuleHit.at).label("at")).where(*which)
    return asked.group_by(RuleHit.contribution_id)
