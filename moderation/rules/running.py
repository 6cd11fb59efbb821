"""Rules at work: those that are live act on what is written, those in shadow are only counted.

What a shadow would have done is not told to whoever decides on the case: it would colour the very decisions that the
shadow is measured by.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from community.spaces.models import Space
from foundation import outbox
from foundation.clock import now
from foundation.database import db
from foundation.upsert import insert_new
from moderation.kept import Kept
from moderation.reasons import Because
from moderation.rules.conditions import Condition, Facts, cheapest_first, matches, read
from moderation.rules.facts import Asked, Known
from moderation.rules.models import Action, Rule, RuleHit, RuleVersion
from moderation.rules.past import around
from moderation.rules.sights import places, saw
from moderation.watching import Act, Found, Written

NOTIFY = "moderation.rule_notify"
BECAUSE = {Action.TAG: Because.TAG, Action.ROUTE: Because.ROUTE}
ACTS = {
    Action.HOLD: Act.HOLD,
    Action.LIMIT: Act.LIMIT,
    Action.TAG: Act.REVIEW,
    Action.ROUTE: Act.REVIEW,
    Action.NOTIFY: Act.NOTE,
}
SEVERITY = {Action.HOLD: 0.4, Action.LIMIT: 0.3, Action.ROUTE: 0.3, Action.TAG: 0.1, Action.NOTIFY: 0.1}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Acting:
    """A version that is live or in shadow, and whether it acts or is only counted."""

    id: int
    rule_id: int
    number: int
    name: str
    conditions: list[dict[str, Any]]
    action: str
    target: str
    acts: bool


def rules(written: Written) -> list[Found]:
    """What the live rules ask for; a rule that cannot be asked is passed over, and shown as failing.

    A text that is only typed yet is asked about by no rule: whoever may try as often as they like finds every limit.
    """
    if written.contribution is None:
        return []
    acting = _ACTING()
    if not acting:
        return []
    asked = _asked(written)
    known = Known(asked, around([asked]))
    return [found for one in acting for found in _ask(one, written, known)]


def _acting() -> Sequence[Acting]:
    """The versions that are live or in shadow."""
    which = or_(RuleVersion.number == Rule.live_number, RuleVersion.number == Rule.shadow_number)
    acts: Any = RuleVersion.number == func.coalesce(Rule.live_number, 0)
    columns = [*(getattr(RuleVersion, name) for name in Acting.__slots__[:-1]), acts]
    asked = select(*columns).join(RuleVersion.rule).where(which)
    found = db.session.execute(asked.order_by(Rule.id, RuleVersion.number))
    return [Acting(*row) for row in found]


_ACTING = Kept(_acting, Rule, RuleVersion)


def _asked(written: Written) -> Asked:
    assert written.contribution is not None
    space = db.session.get(Space, written.space_id)
    author = written.author.id if written.author else None
    of_it = (
        written.contribution.id,
        written.kind,
        written.title,
        written.text,
        written.language,
        space.slug if space else "",
        author,
    )
    return Asked(*of_it, now(), written.more)


def _ask(version: Acting, written: Written, known: Facts) -> Iterator[Found]:
    try:
        conditions = read(version.conditions)
        if not matches(cheapest_first(conditions), known):
            return
        found = _found(version, written, conditions, known)
    except Exception as wrong:
        log.exception("rule %s, version %s", version.rule_id, version.number)
        _failed(version.rule_id, wrong)
        return
    new = _hit(version, written, acted=version.acts)
    if version.acts and new and version.action == Action.NOTIFY:
        _notify(version, written)
    if version.acts:
        yield found


def _found(version: Acting, written: Written, conditions: Sequence[Condition], known: Facts) -> Found:
    """What is kept with the case: which version of which rule, and what it saw."""
    action = Action(version.action)
    because = BECAUSE.get(action, Because.RULE)
    seen: dict[str, Any] = {
        "rule": version.rule_id,
        "version": version.number,
        "name": version.name,
        "action": action.value,
        "saw": saw(conditions, known),
    }
    detail = version.target if because in BECAUSE.values() else version.name
    return Found(
        because, detail, ACTS[action], SEVERITY[action], places=places(conditions, written), seen=seen
    )


def _hit(version: Acting, written: Written, *, acted: bool) -> bool:
    assert written.contribution is not None
    which = {"rule_id": version.rule_id, "number": version.number, "acted": acted}
    about = {"contribution_id": written.contribution.id, "revision": _revision(written)}
    return insert_new(RuleHit, **which, **about, at=now())


def _notify(version: Acting, written: Written) -> None:
    assert written.contribution is not None
    about = {"version_id": version.id, "contribution_id": written.contribution.id}
    key = f"rule-{version.id}-{written.contribution.id}-{_revision(written)}"
    outbox.enqueue(NOTIFY, about, key=key)


def _revision(written: Written) -> int:
    assert written.contribution is not None
    return written.contribution.revision


def _failed(rule_id: int, wrong: Exception) -> None:
    """Keep the first failure until somebody saves the rule again."""
    rule = db.session.get_one(Rule, rule_id)
    if not rule.failing:
        rule.failing, rule.failing_at = f"{type(wrong).__name__}: {wrong}"[:200], now()
