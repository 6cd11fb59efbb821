"""Rules in each of their stages."""

from itertools import count
from typing import Any

from accounts.models import Member
from foundation.clock import now
from foundation.database import db
from moderation.rules.conditions import read
from moderation.rules.models import Rule, RuleTest, RuleVersion, Stage
from moderation.rules.trial import Trial

_numbers = count(1)
NOTHING = Trial(0, 0, 0, [], [], 0, 0, [], 0.0, 0.0)


def a_condition(
    field: str = "text", comparison: str = "contains", value: object = "crypto"
) -> dict[str, Any]:
    """One row of a rule."""
    return {"field": field, "comparison": comparison, "value": value}


def a_rule(*rows: dict[str, Any], stage: Stage = Stage.DRAFT, by: Member | None = None, **given: Any) -> Rule:
    """A rule with one version and its test, in the stage one asks for."""
    name = given.pop("name", f"Rule {next(_numbers)}")
    number = (
        {"live_number": 1} if stage is Stage.LIVE else {"shadow_number": 1} if stage is Stage.SHADOW else {}
    )
    rule = Rule(
        name=name, folded=name.casefold(), retired_at=now() if stage is Stage.RETIRED else None, **number
    )
    db.session.add(rule)
    db.session.flush()
    conditions = [one.as_row() for one in read(rows or [a_condition()])]
    by_id = by.id if by else None
    version = RuleVersion(
        rule_id=rule.id,
        number=1,
        name=name,
        made_by_id=by_id,
        **{"action": "hold", "conditions": conditions} | given,
    )
    db.session.add(version)
    db.session.flush()
    db.session.add(RuleTest(version_id=version.id, result=NOTHING.kept, by_id=by_id))
    db.session.flush()
    return rule
